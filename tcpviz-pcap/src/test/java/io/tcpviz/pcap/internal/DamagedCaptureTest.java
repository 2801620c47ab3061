// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapBytes;
import io.tcpviz.testkit.PcapBytes.Variant;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.PcapngBytes.Option;
import io.tcpviz.testkit.SnoopBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hostile or unlucky file can do to a reader: nothing but end early. */
class DamagedCaptureTest {
  /** Small, so that frames straddle refills and the buffer has to grow. */
  private static final int SMALL_BUFFER = 32;

  /** A sound file of one format, and where its parts end. */
  private enum Sample {
    PCAP(pcapSample()),
    PCAPNG(pcapngSample()),
    SNOOP(snoopSample());

    private final byte[] bytes;
    private final List<Integer> ends;
    private final List<Integer> frameEnds;

    Sample(Parts parts) {
      bytes = parts.bytes;
      ends = parts.ends;
      frameEnds = parts.frameEnds;
    }
  }

  private static final class Parts {
    private byte[] bytes = new byte[0];
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> frameEnds = new ArrayList<>();

    private Parts end(byte[] soFar, boolean frame) {
      bytes = soFar;
      ends.add(soFar.length);
      if (frame) {
        frameEnds.add(soFar.length);
      }
      return this;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileCutAnywhereKeepsAllWholeFrames(Sample sample) throws IOException {
    List<ReadCapture.CopiedFrame> all = ReadCapture.of(sample.bytes).frames();
    int header = sample.ends.get(0);
    for (int length = header; length <= sample.bytes.length; length++) {
      int cutAt = length;
      ReadCapture read = ReadCapture.of(Arrays.copyOf(sample.bytes, length), SMALL_BUFFER);
      long whole = sample.frameEnds.stream().filter(end -> end <= cutAt).count();
      int lastEnd = sample.ends.stream().filter(end -> end <= cutAt).max(Integer::compare).get();

      assertEquals(all.subList(0, (int) whole), read.frames());
      assertEquals(
          lastEnd == length ? List.of() : List.of((long) lastEnd),
          read.damageOffsets(),
          "cut at " + length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileCutBeforeItsFirstFrameCouldBeginIsNoCapture(Sample sample) {
    for (int length = 0; length < sample.ends.get(0); length++) {
      byte[] cut = Arrays.copyOf(sample.bytes, length);
      assertThrows(CaptureException.class, () -> ReadCapture.of(cut), "cut at " + length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyFlippedBitOnlyEndsTheFileEarly(Sample sample) throws IOException {
    for (int bit = 0; bit < 8 * sample.bytes.length; bit++) {
      byte[] flipped = sample.bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertHarmless(flipped);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOctetOfAllOnesOnlyEndsTheFileEarly(Sample sample) throws IOException {
    for (int width = 1; width <= 8; width *= 2) {
      for (int at = 0; at + width <= sample.bytes.length; at++) {
        byte[] mutated = sample.bytes.clone();
        Arrays.fill(mutated, at, at + width, (byte) 0xFF);
        assertHarmless(mutated);
      }
    }
  }

  @Property(tries = 3000)
  void anyMutationOnlyEndsTheFileEarly(
      @ForAll Sample sample, @ForAll @Size(max = 12) List<Integer> places, @ForAll byte value)
      throws IOException {
    byte[] mutated = sample.bytes.clone();
    for (int place : places) {
      mutated[Math.floorMod(place, mutated.length)] = (byte) (value + place);
    }
    assertHarmless(mutated);
  }

  @Property(tries = 3000)
  void anySpliceOnlyEndsTheFileEarly(
      @ForAll Sample head,
      @ForAll Sample tail,
      @ForAll @IntRange(max = 10_000) int headLength,
      @ForAll @IntRange(max = 10_000) int tailStart,
      @ForAll @Size(max = 40) byte[] between)
      throws IOException {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(head.bytes, 0, headLength % (head.bytes.length + 1));
    spliced.writeBytes(between);
    int start = tailStart % (tail.bytes.length + 1);
    spliced.write(tail.bytes, start, tail.bytes.length - start);
    assertHarmless(spliced.toByteArray());
  }

  @Property(tries = 2000)
  void anyOctetsBehindAHeaderOnlyEndTheFile(
      @ForAll Sample sample, @ForAll @Size(max = 300) byte[] rest) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(sample.bytes, 0, sample.ends.get(0));
    file.writeBytes(rest);
    assertHarmless(file.toByteArray());
  }

  @Test
  void aReaderThatHasEndedStaysSo() throws IOException {
    byte[] damaged = new PcapngBytes(ByteOrder.BIG_ENDIAN).section().octets((byte) 1).bytes();
    try (CaptureReader reader = CaptureFormats.reader("test", window(damaged, SMALL_BUFFER))) {
      Frame frame = new Frame();
      assertFalse(reader.next(frame));
      assertFalse(reader.next(frame));
      assertEquals(1, reader.info().damages().size());
    }
  }

  /** Reading ends, throws nothing unless at once, and holds no more than the file has. */
  private static void assertHarmless(byte[] file) throws IOException {
    InputWindow input = window(file, SMALL_BUFFER);
    CaptureReader reader;
    try {
      reader = CaptureFormats.reader("test", input);
    } catch (CaptureException expected) {
      assertTrue(expected.offset() <= file.length);
      return;
    }
    Frame frame = new Frame();
    long frames = 0;
    while (reader.next(frame)) {
      frames++;
      assertTrue(frame.offset() + frame.capturedLength() <= frame.bytes().length);
      assertTrue(frame.capturedLength() <= frame.originalLength());
    }
    assertEquals(frames, reader.info().frames());
    assertTrue(reader.position() <= file.length);
    assertTrue(reader.info().damages().stream().allMatch(d -> d.offset() <= file.length));
    assertTrue(input.bytes().length <= Math.max(SMALL_BUFFER, 2 * file.length));
  }

  private static InputWindow window(byte[] file, int capacity) {
    return new InputWindow(Channels.newChannel(new ByteArrayInputStream(file)), capacity);
  }

  private static Parts pcapSample() {
    PcapBytes file = new PcapBytes(Variant.MICROSECOND, ByteOrder.LITTLE_ENDIAN, 1);
    Parts parts = new Parts().end(file.bytes(), false);
    for (int length : new int[] {0, 1, 54, 60, 3}) {
      file.packet(new CapturedPacket(new byte[length], 1, 1_700_000_000_000_000_000L, 60));
      parts.end(file.bytes(), true);
    }
    return parts;
  }

  private static Parts snoopSample() {
    SnoopBytes file = new SnoopBytes(2, 4);
    Parts parts = new Parts().end(file.bytes(), false);
    for (int length : new int[] {0, 1, 54, 60, 3}) {
      file.packet(new CapturedPacket(new byte[length], 1, 1_700_000_000_000_000_000L, 60), 7);
      parts.end(file.bytes(), true);
    }
    return parts;
  }

  private static Parts pcapngSample() {
    PcapngBytes file = new PcapngBytes(ByteOrder.LITTLE_ENDIAN).section(Option.of(4, (byte) 'x'));
    Parts parts = new Parts().end(file.bytes(), false);
    file.interfaceDescription(
        1, 96, Option.name("eth0"), Option.timestampResolution(9), Option.timestampOffset(1));
    parts.end(file.bytes(), false);
    parts.end(file.enhancedPacket(0, 5, 90, new byte[54]).bytes(), true);
    parts.end(file.simplePacket(5, new byte[5]).bytes(), true);
    parts.end(file.block(0xBAD, new byte[20]).bytes(), false);
    parts.end(file.obsoletePacket(0, 0, 6, 60, new byte[60]).bytes(), true);
    parts.end(file.statistics(0, Option.droppedByInterface(3)).bytes(), false);
    parts.end(file.section(ByteOrder.BIG_ENDIAN).bytes(), false);
    parts.end(file.interfaceDescription(101, 0, Option.name("tun")).bytes(), false);
    byte[] packet = new byte[41];
    return parts.end(
        file.enhancedPacket(0, 7, 41, packet, Option.of(2, new byte[4])).bytes(), true);
  }
}
