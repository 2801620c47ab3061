// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static io.tcpviz.pcap.internal.ReadCapture.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.pcap.internal.ReadCapture.CopiedFrame;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapBytes;
import io.tcpviz.testkit.PcapBytes.Variant;
import java.io.IOException;
import java.nio.ByteOrder;
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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapReaderTest {
  private static final byte[] FOUR = {1, 2, 3, 4};

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "microseconds big-endian, pcap, 5000, "
        + "a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001"
        + " 0000000a 00000005 00000003 00000009 aabbcc",
    "microseconds little-endian, pcap, 5000, "
        + "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000"
        + " 0a000000 05000000 03000000 09000000 aabbcc",
    "nanoseconds big-endian, pcap (nanosecond), 5, "
        + "a1b23c4d 0002 0004 00000000 00000000 00040000 00000001"
        + " 0000000a 00000005 00000003 00000009 aabbcc",
    "nanoseconds little-endian, pcap (nanosecond), 5, "
        + "4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000"
        + " 0a000000 05000000 03000000 09000000 aabbcc",
    "modified big-endian, pcap (modified), 5000, "
        + "a1b2cd34 0002 0004 00000000 00000000 00040000 00000001"
        + " 0000000a 00000005 00000003 00000009 00000002 0800 00 00 aabbcc",
    "modified little-endian, pcap (modified), 5000, "
        + "34cdb2a1 0200 0400 00000000 00000000 00000400 01000000"
        + " 0a000000 05000000 03000000 09000000 02000000 0008 00 00 aabbcc",
  })
  void readsEveryVariant(String variant, String format, long nanos, String file)
      throws IOException {
    byte[] bytes = HexFormat.of().parseHex(file.replace(" ", ""));

    ReadCapture read = ReadCapture.of(bytes);

    assertEquals(
        List.of(new CopiedFrame(1, 10_000_000_000L + nanos, 1, 9, "aabbcc")), read.frames());
    assertEquals(format, read.file().format());
    assertEquals(List.of(new CaptureInterface(null, 1, 262_144, 1, -1)), read.file().interfaces());
    assertEquals(List.of(), read.file().damages());
    assertEquals(bytes.length, read.position());
  }

  @ParameterizedTest(name = "version {0}.{1} with lengths {2}, {3}")
  @CsvSource({
    "2, 0, 9, 3",
    "2, 1, 9, 3",
    "2, 2, 9, 3", // the original length comes first
    "543, 0, 9, 3", // as DG/UX numbered its files
    "2, 3, 9, 3",
    "2, 3, 3, 9", // both were written: the captured length is the smaller one
    "2, 4, 3, 9",
    "2, 5, 3, 9",
    "0, 0, 3, 9"
  })
  void theTwoLengthsStandInTheOrderOfTheFilesVersion(int major, int minor, int first, int second)
      throws IOException {
    PcapBytes file = PcapBytes.ofVersion(ByteOrder.BIG_ENDIAN, major, minor);
    for (int i = 0; i < 2; i++) {
      file.recordHeader(10, 5, first, second).octets((byte) 1, (byte) 2, (byte) 3);
    }

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(
        List.of(
            new CopiedFrame(1, 10_000_005_000L, 1, 9, "010203"),
            new CopiedFrame(2, 10_000_005_000L, 1, 9, "010203")),
        read.frames());
  }

  @Test
  void secondsAreUnsigned() throws IOException {
    PcapBytes file = microseconds().recordHeader(-1, 999_999, 0, 0);

    assertEquals(List.of(4_294_967_295_999_999_000L), ReadCapture.of(file.bytes()).timestamps());
  }

  @Test
  void microsecondsBeyondASecondAddSeconds() throws IOException {
    PcapBytes file = microseconds().recordHeader(7, 1_000_001, 0, 0).recordHeader(7, -1, 0, 0);

    assertEquals(
        List.of(8_000_001_000L, 7_000_000_000L + 4_294_967_295_000L),
        ReadCapture.of(file.bytes()).timestamps());
  }

  @Test
  void theLinkTypeIsFreeOfFrameCheckSequenceBits() throws IOException {
    PcapBytes file =
        new PcapBytes(Variant.MICROSECOND, ByteOrder.LITTLE_ENDIAN, 2, 65_535, 0x24020071);

    ReadCapture read = ReadCapture.of(file.recordHeader(0, 0, 0, 0).bytes());

    assertEquals(113, read.frames().get(0).linkType());
    assertEquals(113, read.file().interfaces().get(0).linkType());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anAbsurdSnapLengthCostsNoFrame(int snapLength) throws IOException {
    PcapBytes file = new PcapBytes(Variant.MICROSECOND, ByteOrder.BIG_ENDIAN, 2, snapLength, 1);

    ReadCapture read = ReadCapture.of(file.packet(packet(FOUR)).bytes());

    assertEquals(List.of("01020304"), read.octets());
    assertEquals(Math.max(0, snapLength), read.file().interfaces().get(0).snapLength());
  }

  @Test
  void aFrameMayBeAsLongAsTheFileAnnounces() throws IOException {
    byte[] million = new byte[1_000_000];
    PcapBytes announced =
        new PcapBytes(Variant.MICROSECOND, ByteOrder.BIG_ENDIAN, 2, million.length, 1);

    assertEquals(1, ReadCapture.of(announced.packet(packet(million)).bytes()).file().frames());
    assertEquals(
        List.of(24L),
        ReadCapture.of(microseconds().packet(packet(million)).bytes()).damageOffsets());
  }

  @ParameterizedTest
  @ValueSource(ints = {262_145, 16_777_217, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void anImpossibleCapturedLengthEndsTheFile(int length) throws IOException {
    byte[] file = microseconds().packet(packet(FOUR)).recordHeader(1, 2, length, length).bytes();

    ReadCapture read = ReadCapture.of(file);

    String reason =
        "a record of " + Integer.toUnsignedString(length) + " octets, more than any frame has";
    assertEquals(List.of("01020304"), read.octets());
    assertEquals(List.of(new CaptureDamage(SOURCE, 44, reason)), read.file().damages());
  }

  @Test
  void anUnknownMajorVersionIsNotedAndReadAllTheSame() throws IOException {
    PcapBytes file = new PcapBytes(Variant.NANOSECOND, ByteOrder.BIG_ENDIAN, 7, 0, 1);

    ReadCapture read = ReadCapture.of(file.packet(packet(FOUR)).bytes());

    assertEquals(List.of("01020304"), read.octets());
    assertEquals(List.of(4L), read.damageOffsets());
  }

  @Test
  void aFileOfOnlyItsHeaderHasNoFrame() throws IOException {
    ReadCapture read = ReadCapture.of(microseconds().bytes());

    assertEquals(0, read.file().frames());
    assertEquals(List.of(), read.file().damages());
  }

  @Test
  void aFileCutInItsHeaderIsNoCapture() {
    byte[] file = microseconds().bytes();
    for (int length = 4; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      CaptureException failure = assertThrows(CaptureException.class, () -> ReadCapture.of(cut));
      assertEquals(length, failure.offset());
    }
  }

  /** Those whose magic number says all; RecordLayoutTest has the others. */
  @Provide
  static Arbitrary<Variant> certainVariants() {
    return Arbitraries.of(Variant.MICROSECOND, Variant.NANOSECOND, Variant.MODIFIED);
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll @From("certainVariants") Variant variant,
      @ForAll boolean bigEndian,
      @ForAll @Size(max = 20) List<@From("packets") CapturedPacket> packets,
      @ForAll @IntRange(min = 16, max = 300) int capacity)
      throws IOException {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    PcapBytes file = new PcapBytes(variant, order, 101);
    packets.forEach(file::packet);

    ReadCapture read = ReadCapture.of(file.bytes(), capacity);

    assertEquals(packets.size(), read.file().frames());
    assertEquals(List.of(), read.file().damages());
    for (int i = 0; i < packets.size(); i++) {
      CapturedPacket packet = packets.get(i);
      long unit = variant.nanosPerTick();
      assertEquals(
          new CopiedFrame(
              i + 1,
              packet.timestampNanos() / unit * unit,
              101,
              packet.originalLength(),
              HexFormat.of().formatHex(packet.bytes())),
          read.frames().get(i));
    }
  }

  @Provide
  static Arbitrary<CapturedPacket> packets() {
    return Combinators.combine(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
            Arbitraries.longs().between(0, 4_294_967_295_999_999_999L),
            Arbitraries.integers().between(0, 70_000))
        .as((bytes, nanos, more) -> new CapturedPacket(bytes, 101, nanos, bytes.length + more));
  }

  private static PcapBytes microseconds() {
    return new PcapBytes(Variant.MICROSECOND, ByteOrder.LITTLE_ENDIAN, 1);
  }

  private static CapturedPacket packet(byte[] bytes) {
    return new CapturedPacket(bytes, 1, 0);
  }
}
