// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is read, and whatever fails: two threads tell the same as one, in the same order. */
class ReadAheadPropertyTest {
  private static final int NEVER = -1;

  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Draft.lists();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void twoThreadsTellTheSameAsOneOfAnyCapture(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll @IntRange(max = 20) int alone,
      @ForAll @IntRange(max = 6) int doublings,
      @ForAll Random random)
      throws IOException {
    byte[] file = damaged(CaptureBytes.pcapng(mixed(drafts, random)), random);
    assertSame(file, alone, doublings, NEVER, NEVER);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whateverTheReaderThrowsIsThrownBehindTheSegmentsBefore(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll @IntRange(max = 20) int alone,
      @ForAll @IntRange(max = 6) int doublings,
      @ForAll @IntRange(max = 100) int failing,
      @ForAll Random random)
      throws IOException {
    assertSame(CaptureBytes.pcapng(mixed(drafts, random)), alone, doublings, failing, NEVER);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whateverTheSinkThrowsReachesTheCaller(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll @IntRange(max = 20) int alone,
      @ForAll @IntRange(max = 6) int doublings,
      @ForAll @IntRange(max = 10) int failing,
      @ForAll Random random)
      throws IOException {
    assertSame(CaptureBytes.pcapng(mixed(drafts, random)), alone, doublings, NEVER, failing);
  }

  private static void assertSame(
      byte[] file, int alone, int doublings, int failingFrame, int failingResult)
      throws IOException {
    AnalysisConfig config = AnalysisConfig.defaults().withBounds(2, 8); // told in between
    List<String> one = tell(file, config, failingFrame, failingResult, Long.MAX_VALUE, 1);
    List<String> two = tell(file, config, failingFrame, failingResult, alone, 1 << doublings);
    assertEquals(one, two);
  }

  private static List<String> tell(
      byte[] file,
      AnalysisConfig config,
      int failingFrame,
      int failingResult,
      long alone,
      int ahead)
      throws IOException {
    CaptureSource source = CaptureSource.of("made", new ByteArrayInputStream(file));
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      CaptureReader capture = new FailingCapture(reader, failingFrame);
      return Told.by(capture, config, failingResult, alone, ahead).words;
    } catch (CaptureException refused) {
      return List.of(refused.toString());
    }
  }

  /** The packets, some of them in fragments or no longer TCP. */
  private static List<CapturedPacket> mixed(List<Draft> drafts, Random random) {
    List<CapturedPacket> mixed = new ArrayList<>();
    for (CapturedPacket packet : Draft.packets(drafts)) {
      switch (random.nextInt(6)) {
        case 0 -> mixed.add(cut(packet, random.nextInt(packet.bytes().length)));
        case 1 -> mixed.addAll(fragments(packet));
        default -> mixed.add(packet);
      }
    }
    return mixed;
  }

  private static CapturedPacket cut(CapturedPacket packet, int length) {
    return new CapturedPacket(
        Arrays.copyOf(packet.bytes(), length),
        packet.linkType(),
        packet.timestampNanos(),
        packet.originalLength());
  }

  /** An Ethernet frame with IPv4 as two, the first of which has 24 octets behind the IP header. */
  private static List<CapturedPacket> fragments(CapturedPacket packet) {
    byte[] whole = packet.bytes();
    int payload = 14 + 20;
    int cut = Math.min(payload + 24, whole.length);
    byte[] first = Arrays.copyOf(whole, cut);
    first[20] = 0x20; // more fragments
    byte[] last = Arrays.copyOf(whole, payload + whole.length - cut);
    System.arraycopy(whole, cut, last, payload, whole.length - cut);
    last[21] = 3; // times eight octets
    setLength(first);
    setLength(last);
    return List.of(
        new CapturedPacket(first, packet.linkType(), packet.timestampNanos()),
        new CapturedPacket(last, packet.linkType(), packet.timestampNanos()));
  }

  private static void setLength(byte[] frame) {
    frame[16] = (byte) (frame.length - 14 >> 8);
    frame[17] = (byte) (frame.length - 14);
  }

  private static byte[] damaged(byte[] file, Random random) {
    for (int damages = random.nextInt(3); damages > 0; damages--) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
  }

  /** Fails instead of lending one of its frames, in one of three ways. */
  private static final class FailingCapture extends PassedOn {
    private int left;
    private final int way;

    FailingCapture(CaptureReader capture, int frame) {
      super(capture);
      left = frame;
      way = frame % 3;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
      if (left-- == 0) {
        switch (way) {
          case 0 -> throw new IOException("the medium");
          case 1 -> throw new IllegalArgumentException("the reader");
          default -> throw new AssertionError("the machine");
        }
      }
      return super.next(frame);
    }
  }
}
