// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.pcap.internal.ReadCapture.CopiedFrame;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SnoopBytes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnoopReaderTest {
  @Test
  void readsRecordsAndPassesTheirPadding() throws IOException {
    String file =
        "736e6f6f70000000 00000002 00000004"
            + " 00000009 00000003 0000001c 00000000 0000000a 00000005 aabbcc 00"
            + " 00000002 00000002 0000001a 00000007 0000000b 000f423f ddee";
    ReadCapture read = ReadCapture.of(HexFormat.of().parseHex(file.replace(" ", "")));

    assertEquals(
        List.of(
            new CopiedFrame(1, 10_000_005_000L, 1, 9, "aabbcc"),
            new CopiedFrame(2, 11_999_999_000L, 1, 2, "ddee")),
        read.frames());
    assertEquals("snoop", read.file().format());
    assertEquals(
        List.of(new CaptureInterface(null, 1, 0, 2, 7)), read.file().interfaces(), "7 were lost");
    assertEquals(List.of(), read.file().damages());
  }

  @ParameterizedTest(name = "data link {0} is link type {1}")
  @CsvSource({"0, 1", "2, 6", "4, 1", "8, 10", "24, 1", "26, 242", "5, -1", "2147483648, -1"})
  void dataLinksAreNumberedAsInTheRegistry(long dataLink, int linkType) throws IOException {
    byte[] file =
        new SnoopBytes(2, (int) dataLink).packet(new CapturedPacket(new byte[4], 1, 5), 0).bytes();

    assertEquals(linkType, ReadCapture.of(file).frames().get(0).linkType());
  }

  @ParameterizedTest(name = "captured {0} of {1}")
  @CsvSource({"5, 28", "-1, 28", "0, 23", "0, -1", "2147483647, 2147483647", "0, 16777217"})
  void lengthsThatCannotBeRightEndTheFile(int captured, int recordLength) throws IOException {
    byte[] file =
        new SnoopBytes(2, 4)
            .packet(new CapturedPacket(new byte[4], 1, 5), 0)
            .recordHeader(4, captured, recordLength, 0)
            .octets(new byte[100])
            .bytes();
    ReadCapture read = ReadCapture.of(file);

    assertEquals(1, read.frames().size());
    assertEquals(
        List.of(
            new CaptureDamage(
                ReadCapture.SOURCE, 16 + 28, "a record whose lengths cannot be right")),
        read.file().damages());
  }

  @Test
  void anotherVersionIsRefused() {
    CaptureException refused =
        assertThrows(CaptureException.class, () -> ReadCapture.of(new SnoopBytes(3, 4).bytes()));

    assertEquals("snoop of version 3; 2 is read", refused.reason());
  }
}
