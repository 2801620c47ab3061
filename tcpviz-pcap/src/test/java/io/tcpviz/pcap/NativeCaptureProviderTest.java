// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeCaptureProviderTest {
  private static final CapturedPacket PACKET =
      new CapturedPacket(new byte[] {1, 2, 3}, 1, 1_700_000_000_123_456_789L);

  @TempDir private Path folder;

  @Test
  void isFoundAsTheBackendOfFiles() throws IOException {
    Path file = Files.write(folder.resolve("no-extension"), CaptureBytes.pcapng(PACKET));

    try (CaptureReader reader = Captures.open(file)) {
      assertTrue(reader.next(new Frame()));
      assertFalse(reader.next(new Frame()));
      CaptureInfo info = reader.info();
      assertEquals("native", info.backend());
      assertEquals(file.toString(), info.files().get(0).name());
      assertEquals("pcapng", info.files().get(0).format());
      assertEquals(Files.size(file), reader.position());
    }
  }

  @Property
  void whatIsWrittenAsPcapngIsRead(
      @ForAll @Size(max = 30) List<@From("packets") CapturedPacket> packets) throws IOException {
    assertReads(packets, CaptureBytes.pcapng(packets));
  }

  @Property
  void whatIsWrittenAsPcapIsRead(
      @ForAll @Size(max = 30) List<@From("ethernetPackets") CapturedPacket> packets)
      throws IOException {
    assertReads(packets, CaptureBytes.pcap(packets));
  }

  @Test
  void framesAreLentFromOneBuffer() throws IOException {
    try (CaptureReader reader = open(CaptureBytes.pcap(PACKET, PACKET))) {
      Frame first = new Frame();
      Frame second = new Frame();
      assertTrue(reader.next(first));
      assertTrue(reader.next(second));
      assertSame(first.bytes(), second.bytes());
      assertEquals(first.offset() + 3 + 16, second.offset());
    }
  }

  @Test
  void anEmptySourceSaysSo() {
    CaptureException failure = assertThrows(CaptureException.class, () -> open(new byte[0]));

    assertEquals("standard input", failure.source());
    assertEquals(0, failure.offset());
    assertEquals("empty", failure.reason());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "fd377a585a00, compressed with xz",
    "425a6839, compressed with bzip2",
    "504b0304, a zip archive",
    "474d4255, a Microsoft Network Monitor capture",
    "0a0d0d0b01, no capture that is read here: begins with 0a 0d 0d 0b 01",
    "3c68746d6c3e0a3c, no capture that is read here: begins with 3c 68 74 6d 6c 3e 0a 3c",
    "a1, no capture that is read here: begins with a1",
    "0a0d0d0a, cut short inside a pcapng section header",
  })
  void aSourceThatIsNoCaptureIsNamed(String start, String reason) {
    byte[] bytes = HexFormat.of().parseHex(start);

    CaptureException failure = assertThrows(CaptureException.class, () -> open(bytes));

    assertEquals(0, failure.offset());
    assertTrue(failure.reason().startsWith(reason), failure.reason());
  }

  @Test
  void theMediumIsClosedWithTheReaderAndOnFailure() throws IOException {
    ClosingStream sound = new ClosingStream(CaptureBytes.pcap(PACKET));
    ClosingStream broken = new ClosingStream("no capture".getBytes(StandardCharsets.UTF_8));

    open(sound).close();

    assertThrows(CaptureException.class, () -> open(broken));
    assertTrue(sound.closed);
    assertTrue(broken.closed);
  }

  @Test
  void whatTheMediumFailsWithIsPassedOn() throws IOException {
    IOException unplugged = new IOException("unplugged");
    byte[] start = Arrays.copyOf(CaptureBytes.pcap(PACKET), 30);
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream(start), new FailingStream(unplugged));

    try (CaptureReader reader = open(failing)) {
      assertSame(unplugged, assertThrows(IOException.class, () -> reader.next(new Frame())));
    }
    assertThrows(NoSuchFileException.class, () -> Captures.open(folder.resolve("none")));
  }

  @Provide
  static Arbitrary<CapturedPacket> packets() {
    return packets(Arbitraries.of(0, 1, 101, 113, 276, 65_535));
  }

  @Provide
  static Arbitrary<CapturedPacket> ethernetPackets() {
    return packets(Arbitraries.just(1));
  }

  private static Arbitrary<CapturedPacket> packets(Arbitrary<Integer> linkTypes) {
    return Combinators.combine(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
            linkTypes,
            Arbitraries.longs().between(0, 4_294_967_295_999_999_999L),
            Arbitraries.integers().between(0, 70_000))
        .as(
            (bytes, linkType, nanos, more) ->
                new CapturedPacket(bytes, linkType, nanos, bytes.length + more));
  }

  private static void assertReads(List<CapturedPacket> packets, byte[] file) throws IOException {
    try (CaptureReader reader = open(file)) {
      Frame frame = new Frame();
      int number = 0;
      for (CapturedPacket packet : packets) {
        assertTrue(reader.next(frame));
        assertEquals(++number, frame.number());
        assertEquals(packet.timestampNanos(), frame.timestampNanos());
        assertEquals(packet.linkType(), frame.linkType());
        assertEquals(packet.originalLength(), frame.originalLength());
        int end = frame.offset() + frame.capturedLength();
        assertArrayEquals(packet.bytes(), Arrays.copyOfRange(frame.bytes(), frame.offset(), end));
      }
      assertFalse(reader.next(frame));
      assertEquals(List.of(), reader.info().damages());
    }
  }

  private static CaptureReader open(byte[] file) throws IOException {
    return open(new ByteArrayInputStream(file));
  }

  private static CaptureReader open(InputStream stream) throws IOException {
    return new NativeCaptureProvider().open(CaptureSource.of("standard input", stream));
  }

  private static final class FailingStream extends InputStream {
    private final IOException failure;

    private FailingStream(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }
  }

  private static final class ClosingStream extends ByteArrayInputStream {
    private boolean closed;

    private ClosingStream(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
