// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PackedBytes;
import io.tcpviz.testkit.PcapBytes;
import io.tcpviz.testkit.PcapBytes.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libpcap must be installed where this runs. */
class SameFramesTest {
  private static final CapturedPacket PACKET =
      new CapturedPacket(new byte[60], 1, 1_700_000_000_123_456_789L, 1500);

  @TempDir private Path directory;

  @Test
  void libpcapIsThere() {
    assertNull(Libpcap.problem());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyCaptureOfTheProjectIsReadAsByTheNativeBackend(Path file) throws IOException {
    List<String> expected = frames(Captures.NATIVE, file);

    assertTrue(expected.size() > 0);
    assertEquals(expected, frames("pcap4j", file));
  }

  @Test
  void pcapngIsReadAsByTheNativeBackend() throws IOException {
    Path file = Files.write(directory.resolve("file"), CaptureBytes.pcapng(PACKET, PACKET));

    assertEquals(frames(Captures.NATIVE, file), frames("pcap4j", file));
    try (CaptureReader reader = open(CaptureSource.of(file))) {
      assertEquals("pcapng", reader.info().files().get(0).format());
      assertEquals("pcap4j", reader.info().backend());
    }
  }

  @Test
  void aCutRecordIsADamageBehindTheWholeOnes() throws IOException {
    byte[] whole = CaptureBytes.pcap(PACKET, PACKET);
    Path file = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, whole.length - 1));

    try (CaptureReader reader = open(CaptureSource.of(file))) {
      assertTrue(reader.next(new Frame()));
      assertTrue(!reader.next(new Frame()) && !reader.next(new Frame()));
      String damages = reader.info().damages().toString();
      assertTrue(damages.contains("truncated"), damages);
      assertEquals(1, reader.info().frames());
    }
  }

  @Test
  void aTimeThatPcap4jCannotExpressCostsItsFrame() throws IOException {
    byte[] file =
        new PcapBytes(Variant.MICROSECOND, ByteOrder.BIG_ENDIAN, 1)
            .recordHeader(5, 1_000_000, 1, 1)
            .octets((byte) 7)
            .recordHeader(6, 1, 1, 1)
            .octets((byte) 8)
            .bytes();
    Path path = Files.write(directory.resolve("odd"), file);

    try (CaptureReader reader = open(CaptureSource.of(path))) {
      Frame frame = new Frame();
      assertTrue(reader.next(frame));
      assertEquals(2, frame.number());
      assertEquals(1, reader.info().damages().size());
    }
  }

  @Test
  void whatLibpcapCannotReadIsRefusedWithItsReason() throws IOException {
    Path packed = Files.write(directory.resolve("packed"), PackedBytes.gzip(CaptureBytes.pcap()));
    CaptureSource stream = CaptureSource.of("pipe", new ByteArrayInputStream(new byte[0]));

    String message =
        assertThrows(CaptureException.class, () -> open(CaptureSource.of(packed))).getMessage();
    assertTrue(message.startsWith(packed + ": libpcap says: "), message);
    assertEquals(
        "pipe: not a file: libpcap cannot read it here",
        assertThrows(CaptureException.class, () -> open(stream)).getMessage());
    assertThrows(
        NoSuchFileException.class, () -> open(CaptureSource.of(directory.resolve("none"))));
  }

  static Stream<Path> captures() throws IOException {
    List<Path> captures = new ArrayList<>();
    for (String place :
        List.of("samples", "tcpviz-detect/src/test/resources/io/tcpviz/detect/micro")) {
      try (Stream<Path> files = Files.list(Path.of("..").resolve(place))) {
        files.filter(file -> file.toString().endsWith(".pcap")).sorted().forEach(captures::add);
      }
    }
    assertTrue(captures.size() > 50, captures.toString());
    return captures.stream();
  }

  private static CaptureReader open(CaptureSource source) throws IOException {
    return new Pcap4jCaptureProvider().open(source);
  }

  private static List<String> frames(String backend, Path file) throws IOException {
    List<String> frames = new ArrayList<>();
    try (CaptureReader reader =
        Captures.open(List.of(CaptureSource.of(file)), Captures.provider(backend))) {
      Frame frame = new Frame();
      while (reader.next(frame)) {
        int end = frame.offset() + frame.capturedLength();
        frames.add(
            frame.number()
                + " "
                + frame.timestampNanos()
                + " "
                + frame.linkType()
                + " "
                + frame.originalLength()
                + " "
                + HexFormat.of().formatHex(frame.bytes(), frame.offset(), end));
      }
      assertEquals(List.of(), reader.info().damages());
    }
    return frames;
  }
}
