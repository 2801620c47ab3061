// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapBytes;
import io.tcpviz.testkit.PcapBytes.Variant;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordLayoutTest {
  private static final long NOW = 1_700_000_000_123_456_000L;

  @Property(tries = 200)
  void theRecordsTellTheLayoutThatTheMagicNumberDoesNot(
      @ForAll Variant variant,
      @ForAll boolean littleEndian,
      @ForAll @Size(min = 2, max = 5) List<@Size(max = 90) byte[]> packets)
      throws IOException {
    ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    PcapBytes file = new PcapBytes(variant, order, 1);
    for (byte[] packet : packets) {
      file.packet(new CapturedPacket(packet, 1, NOW, packet.length + 5));
    }
    ReadCapture read = ReadCapture.of(file.bytes());

    assertEquals(packets.stream().map(HexFormat.of()::formatHex).toList(), read.octets());
    assertEquals(List.of(), read.file().damages());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "MICROSECOND, pcap",
    "NANOSECOND, pcap (nanosecond)",
    "MODIFIED, pcap (modified)",
    "RED_HAT, pcap (Red Hat 6.1)",
    "SUSE, pcap (SuSE 6.3)",
    "NOKIA, pcap (Nokia)",
  })
  void theFormatSaysWhichLayoutItWas(Variant variant, String format) throws IOException {
    byte[] file =
        new PcapBytes(variant, ByteOrder.LITTLE_ENDIAN, 1)
            .packet(new CapturedPacket(new byte[60], 1, NOW))
            .packet(new CapturedPacket(new byte[60], 1, NOW))
            .bytes();

    assertEquals(format, ReadCapture.of(file).file().format());
  }

  @Test
  void aFileThatGrowsIsTakenForTheUsualOneWhereverItsSecondRecordIsCut() throws IOException {
    PcapBytes file =
        new PcapBytes(Variant.MICROSECOND, ByteOrder.BIG_ENDIAN, 1)
            .packet(new CapturedPacket(new byte[60], 1, NOW));
    for (int cut = 0; cut < 16; cut++) {
      assertEquals("pcap", ReadCapture.of(file.bytes()).file().format());
      file.octets((byte) 0);
    }
  }

  @Test
  void aFileOfOddTimesIsTakenForTheUsualOne() throws IOException {
    byte[] file =
        new PcapBytes(Variant.MICROSECOND, ByteOrder.BIG_ENDIAN, 1)
            .recordHeader(5, 1_000_000, 1, 1)
            .octets((byte) 7)
            .recordHeader(5, 2_000_000, 1, 1)
            .octets((byte) 8)
            .bytes();
    ReadCapture read = ReadCapture.of(file);

    assertEquals("pcap", read.file().format());
    assertEquals(List.of(6_000_000_000L, 7_000_000_000L), read.timestamps());
  }
}
