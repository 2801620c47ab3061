// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static io.tcpviz.pcap.internal.ReadCapture.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.pcap.internal.ReadCapture.CopiedFrame;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.PcapngBytes.Option;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapngReaderTest {
  private static final byte[] FOUR = {1, 2, 3, 4};
  private static final int ETHERNET = 1;
  private static final String SECTION_BE =
      "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c";
  private static final String SECTION_LE =
      "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
  private static final String INTERFACE_BE = "00000001 00000014 0001 0000 00000008 00000014";
  private static final String INTERFACE_LE = "01000000 14000000 0100 0000 08000000 14000000";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "enhanced big-endian, 4294967298000, 9,"
        + "00000006 00000024 00000000 00000001 00000002 00000003 00000009 aabbcc00 00000024",
    "enhanced little-endian, 4294967298000, 9,"
        + "06000000 24000000 00000000 01000000 02000000 03000000 09000000 aabbcc00 24000000",
    "obsolete big-endian, 4294967298000, 9,"
        + "00000002 00000024 0000 0007 00000001 00000002 00000003 00000009 aabbcc00 00000024",
    "obsolete little-endian, 4294967298000, 9,"
        + "02000000 24000000 0000 0700 01000000 02000000 03000000 09000000 aabbcc00 24000000",
    "simple big-endian, 0, 3, 00000003 00000014 00000003 aabbcc00 00000014",
    "simple little-endian, 0, 3, 03000000 14000000 03000000 aabbcc00 14000000",
  })
  void readsEveryPacketBlock(String block, long nanos, int originalLength, String octets)
      throws IOException {
    boolean big = block.endsWith("big-endian");
    String file = (big ? SECTION_BE : SECTION_LE) + (big ? INTERFACE_BE : INTERFACE_LE) + octets;
    byte[] bytes = HexFormat.of().parseHex(file.replace(" ", ""));

    ReadCapture read = ReadCapture.of(bytes);

    assertEquals(
        List.of(new CopiedFrame(1, nanos, ETHERNET, originalLength, "aabbcc")), read.frames());
    assertEquals("pcapng", read.file().format());
    assertEquals(List.of(new CaptureInterface(null, ETHERNET, 8, 1, -1)), read.file().interfaces());
    assertEquals(List.of(), read.file().damages());
    assertEquals(bytes.length, read.position());
  }

  @Test
  void aSimplePacketIsCutBySnapLengthOrBlock() throws IOException {
    byte[] octets = {1, 2, 3, 4, 5, 6, 7, 8};
    PcapngBytes snapped = section().interfaceDescription(ETHERNET, 6).simplePacket(1500, octets);
    PcapngBytes whole = section().interfaceDescription(ETHERNET, 0).simplePacket(1500, octets);
    PcapngBytes absurd = section().interfaceDescription(ETHERNET, 0).simplePacket(-1, octets);

    assertEquals(List.of("010203040506"), ReadCapture.of(snapped.bytes()).octets());
    assertEquals(1500, ReadCapture.of(snapped.bytes()).frames().get(0).originalLength());
    assertEquals(List.of("0102030405060708"), ReadCapture.of(whole.bytes()).octets());
    assertEquals(List.of("0102030405060708"), ReadCapture.of(absurd.bytes()).octets());
  }

  @Test
  void eachInterfaceHasItsOwnLinkTypeAndTime() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 96, Option.name("eth0"))
            .interfaceDescription(101, 0, Option.timestampResolution(9))
            .interfaceDescription(113, 0, Option.timestampResolution(0x80 | 10))
            .interfaceDescription(276, 0, Option.timestampOffset(-2))
            .enhancedPacket(3, 3_000_000, 4, FOUR)
            .enhancedPacket(2, 1_536, 4, FOUR)
            .enhancedPacket(1, 7, 4, FOUR)
            .enhancedPacket(0, 7, 4, FOUR)
            .enhancedPacket(0, 8, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(1_000_000_000L, 1_500_000_000L, 7L, 7_000L, 8_000L), read.timestamps());
    assertEquals(
        List.of(276, 113, 101, 1, 1), read.frames().stream().map(CopiedFrame::linkType).toList());
    assertEquals(
        List.of(
            new CaptureInterface("eth0", ETHERNET, 96, 2, -1),
            new CaptureInterface(null, 101, 0, 1, -1),
            new CaptureInterface(null, 113, 0, 1, -1),
            new CaptureInterface(null, 276, 0, 1, -1)),
        read.file().interfaces());
  }

  @Test
  void sectionsCountTheirInterfacesAnewInTheirOwnByteOrder() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0)
            .enhancedPacket(0, 1, 4, FOUR)
            .section(ByteOrder.BIG_ENDIAN)
            .interfaceDescription(101, 0)
            .enhancedPacket(0, 2, 4, FOUR)
            .section(ByteOrder.BIG_ENDIAN)
            .section(ByteOrder.LITTLE_ENDIAN)
            .interfaceDescription(113, 0)
            .enhancedPacket(0, 3, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(1L, 2L, 3L), read.numbers());
    assertEquals(List.of(1_000L, 2_000L, 3_000L), read.timestamps());
    assertEquals(
        List.of(ETHERNET, 101, 113),
        read.file().interfaces().stream().map(CaptureInterface::linkType).toList());
    assertEquals(List.of(), read.file().damages());
  }

  @Test
  void theLastStatisticsSayWhatTheHostLost() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0)
            .interfaceDescription(ETHERNET, 0)
            .interfaceDescription(ETHERNET, 0)
            .statistics(0, Option.droppedByInterface(1), Option.droppedBySystem(1))
            .statistics(1, Option.droppedBySystem(7))
            .statistics(2, Option.number(4, 99))
            .statistics(0, Option.droppedByInterface(3), Option.droppedBySystem(5))
            .statistics(0);

    assertEquals(
        List.of(8L, 7L, -1L),
        ReadCapture.of(file.bytes()).file().interfaces().stream()
            .map(CaptureInterface::dropped)
            .toList());
  }

  @Test
  void absurdStatisticsStayCounts() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0)
            .statistics(0, Option.droppedByInterface(Long.MAX_VALUE), Option.droppedBySystem(9));

    assertEquals(Long.MAX_VALUE, ReadCapture.of(file.bytes()).file().interfaces().get(0).dropped());
  }

  @Test
  void whatIsNotKnownIsSkipped() throws IOException {
    PcapngBytes file =
        new PcapngBytes(ByteOrder.LITTLE_ENDIAN)
            .section(Option.of(1, "a comment".getBytes()), Option.of(3, "an OS".getBytes()))
            .block(4, new byte[8])
            .interfaceDescription(
                ETHERNET,
                0,
                Option.of(1, new byte[300]),
                Option.of(9, new byte[] {6, 6}),
                Option.of(14, new byte[] {1}),
                Option.of(32_001, FOUR),
                Option.name("eth0"))
            .block(10, new byte[40])
            .enhancedPacket(
                0, 1, 4, FOUR, Option.of(1, "odd".getBytes()), Option.of(2, new byte[4]))
            .block(0x12345678, new byte[5000])
            .block(0x80000001)
            .enhancedPacket(0, 2, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes(), 64);

    assertEquals(List.of(1_000L, 2_000L), read.timestamps());
    assertEquals(List.of(1L, 2L), read.numbers());
    assertEquals("eth0", read.file().interfaces().get(0).name());
    assertEquals(List.of(), read.file().damages());
  }

  @Test
  void customAndJournalBlocksTakeANumberButAreNoFrames() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0)
            .block(0xBAD, new byte[8])
            .enhancedPacket(0, 1, 4, FOUR)
            .block(0x40000BAD, new byte[8])
            .block(9, new byte[8])
            .enhancedPacket(0, 2, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(2L, 5L), read.numbers());
    assertEquals(2, read.file().frames());
  }

  @Test
  void aNameEndsAtItsTerminatorAndIsNeverLong() throws IOException {
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0, Option.name("lo\0rest"))
            .interfaceDescription(ETHERNET, 0, Option.name("x".repeat(60_000)));

    List<CaptureInterface> interfaces = ReadCapture.of(file.bytes()).file().interfaces();

    assertEquals("lo", interfaces.get(0).name());
    assertEquals("x".repeat(256), interfaces.get(1).name());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a packet of an interface that is not described,"
        + "06000000 24000000 01000000 00000000 00000000 04000000 04000000 01020304 24000000",
    "a packet of an interface that is not described,"
        + "06000000 24000000 ffffffff 00000000 00000000 04000000 04000000 01020304 24000000",
    "a packet of an interface that is not described,"
        + "02000000 24000000 ffff 0000 00000000 00000000 04000000 04000000 01020304 24000000",
    "a packet longer than its block,"
        + "06000000 24000000 00000000 00000000 00000000 05000000 05000000 01020304 24000000",
    "a packet longer than its block,"
        + "06000000 24000000 00000000 00000000 00000000 00000080 05000000 01020304 24000000",
    "'a block of type 6 with 16 octets, which cannot be right',"
        + "06000000 10000000 00000000 10000000",
    "'a block of type 1 with 16 octets, which cannot be right',"
        + "01000000 10000000 00000000 10000000",
    "statistics of an interface that is not described,"
        + "05000000 18000000 09000000 00000000 00000000 18000000",
    "an option longer than its block,"
        + "05000000 1c000000 00000000 00000000 00000000 0500 0800 1c000000",
    "an option longer than its block,"
        + "01000000 1c000000 01000000 00000000 0200 ffff 61626300 1c000000",
  })
  void whatIsWrongWithinABlockCostsOnlyThatBlock(String reason, String block) throws IOException {
    PcapngBytes file = section().interfaceDescription(ETHERNET, 0).enhancedPacket(0, 1, 4, FOUR);
    long offset = file.length();
    file.octets(HexFormat.of().parseHex(block.replace(" ", ""))).enhancedPacket(0, 2, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(1L, 2L), read.numbers());
    assertEquals(List.of(1_000L, 2_000L), read.timestamps());
    assertEquals(List.of(new CaptureDamage(SOURCE, offset, reason)), read.file().damages());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'a block of 0 octets, which cannot be right', 06000000 00000000 00000000",
    "'a block of 8 octets, which cannot be right', 06000000 08000000 00000000",
    "'a block of 34 octets, which cannot be right', 06000000 22000000 00000000",
    "cut short inside a block, 06000000 fcffffff 00000000",
    "cut short inside a block, 0a000000 fcffffff 00000000",
    "cut short inside a block, 06000000 00000080 00000000",
    "a block whose two lengths differ, 05000000 18000000 00000000 0000000000000000 1c000000",
    "a block whose two lengths differ, 0a000000 10000000 00000000 14000000",
    "a pcapng section header without byte-order magic, "
        + "0a0d0d0a 1c000000 00000000 0100 0000 ffffffffffffffff 1c000000",
    "a pcapng section of unknown major version 2, "
        + "0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000",
    "'a pcapng section header of 24 octets, which cannot be right', "
        + "0a0d0d0a 18000000 4d3c2b1a 0100 0000 ffffffffffffffff 18000000",
  })
  void aBlockWhoseLengthsCannotBeTrustedEndsTheFile(String reason, String block)
      throws IOException {
    PcapngBytes file = section().interfaceDescription(ETHERNET, 0).enhancedPacket(0, 1, 4, FOUR);
    long offset = file.length();
    file.octets(HexFormat.of().parseHex(block.replace(" ", ""))).enhancedPacket(0, 2, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(1_000L), read.timestamps());
    assertEquals(List.of(new CaptureDamage(SOURCE, offset, reason)), read.file().damages());
  }

  @Test
  void aPacketBlockTooLongToReadIsPassedOver() throws IOException {
    byte[] huge = new byte[PcapngBlocks.LONGEST_READ];
    PcapngBytes file =
        section()
            .interfaceDescription(ETHERNET, 0)
            .enhancedPacket(0, 1, huge.length, huge)
            .enhancedPacket(0, 2, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of("01020304"), read.octets());
    assertEquals(List.of(48L), read.damageOffsets());
  }

  @Test
  void aSimplePacketNeedsAnInterface() throws IOException {
    ReadCapture read = ReadCapture.of(section().simplePacket(4, FOUR).bytes());

    assertEquals(List.of(), read.octets());
    assertEquals(List.of(28L), read.damageOffsets());
  }

  @Test
  void complaintsAreBounded() throws IOException {
    PcapngBytes file = section();
    for (int i = 0; i < 1000; i++) {
      file.simplePacket(4, FOUR);
    }

    List<CaptureDamage> damages = ReadCapture.of(file.bytes()).file().damages();

    assertEquals(DamageLog.KEPT + 1, damages.size());
    assertEquals(
        new CaptureDamage(
            SOURCE,
            28 + 999 * 20,
            "984 further damages, the last: a packet of an interface that is not described"),
        damages.get(DamageLog.KEPT));
  }

  @Test
  void interfacesAreBounded() throws IOException {
    PcapngBytes file = section();
    for (int i = 0; i <= InterfaceTable.CAPACITY; i++) {
      file.interfaceDescription(ETHERNET, 0);
    }
    file.enhancedPacket(InterfaceTable.CAPACITY - 1, 1, 4, FOUR)
        .enhancedPacket(InterfaceTable.CAPACITY, 2, 4, FOUR)
        .section()
        .interfaceDescription(101, 0)
        .enhancedPacket(0, 3, 4, FOUR);

    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(List.of(1_000L, 3_000L), read.timestamps());
    assertEquals(InterfaceTable.CAPACITY, read.file().interfaces().size());
    assertEquals(
        List.of("more interfaces than 65536", "a packet of an interface that is not described"),
        read.file().damages().stream().map(CaptureDamage::reason).toList());
  }

  private static PcapngBytes section() {
    return new PcapngBytes(ByteOrder.LITTLE_ENDIAN).section();
  }
}
