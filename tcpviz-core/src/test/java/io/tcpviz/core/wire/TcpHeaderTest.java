// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixed fields and the options of the TCP header, octet by octet. */
class TcpHeaderTest {
  private static final PacketBytes PACKET =
      PacketBytes.between(Endpoint.ofIpv4(1, 1), Endpoint.ofIpv4(2, 2)).linkType(LinkType.RAW);

  @Test
  void everyFixedFieldIsReadUnsigned() {
    byte[] frame = PACKET.payload(3).toFrame();
    byte[] header = HexFormat.of().parseHex("fffe8001fffffffe800000015fabfedc98767654");
    System.arraycopy(header, 0, frame, 20, header.length);

    assertEquals(
        "frame 0/1 at 0 v4 0.0.0.1:65534->0.0.0.2:32769 id 0 hops 64 F|S|P|U|C"
            + " seq 4294967294 ack 2147483649 win 65244 sum 9876 len 3 captured 3 <>",
        SegmentText.decoded(Frames.frame(frame, LinkType.RAW, 0, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 8, 15})
  void aDataOffsetOutsideTheSegmentIsMalformed(int words) {
    byte[] frame = PACKET.payload(11).toFrame(); // 31 octets of TCP: room for 7 words
    frame[32] = (byte) (words << 4);

    assertEquals("BAD_TCP_HEADER", SegmentText.decoded(Frames.frame(frame, LinkType.RAW, 0, 1)));
  }

  @ParameterizedTest
  @CsvSource({"5,11", "6,7", "7,3"})
  void payloadBeginsBehindTheDataOffset(int words, int payloadLength) {
    byte[] frame = PACKET.payload(11).toFrame();
    frame[32] = (byte) (words << 4 | 0x0F);

    TcpSegment segment = new TcpSegment();
    new SegmentDecoder().decode(Frames.frame(frame, LinkType.RAW, 0, 1), segment);
    assertEquals(payloadLength, segment.payloadLength());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "none                           | '' | ''",
        "MSS                            | 0204 05b4 | mss 1460",
        "the largest MSS                | 0204 ffff | mss 65535",
        "window scale                   | 01 0303 07 | ws 7",
        "window scale 0                 | 01 0303 00 | ws 0",
        "window scale beyond 14         | 01 0303 ff | ws 255",
        "SACK permitted                 | 0101 0402 | sackOK",
        "lone timestamps                | 0101 080a 00000001 ffffffff | ts 1 4294967295",
        "timestamps without NOPs before | 080a 00000001 00000002 0101 | ts 1 2",
        "the SYN of Linux               | 0204 05b4 0402 080a 00000005 00000000 01 0303 07 | "
            + "mss 1460, ws 7, sackOK, ts 5 0",
        "one SACK block                 | 0101 050a 00000001 80000000 | sack 1:2147483648",
        "timestamps and three blocks    | 0101 080a 00000001 00000002 0101 051a 00000001 00000002"
            + " 00000003 00000004 00000005 00000006 | ts 1 2, sack 1:2, sack 3:4, sack 5:6",
        "four SACK blocks               | 0101 0522 00000001 00000002 00000003 00000004 00000005"
            + " 00000006 00000007 00000008 | sack 1:2, sack 3:4, sack 5:6, sack 7:8",
        "an unknown one in between      | fd06 f989 0204 0204 0218 0000 | mss 536",
        "the last of two counts         | 0204 0001 0204 0002 | mss 2",
      })
  void optionsAreRead(String name, String octets, String expected) {
    assertEquals(expected, options(octets));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "length 0                       | 0204 0064 0300 0000 | mss 100",
        "length 1                       | 0204 0064 0301 0000 | mss 100",
        "a length beyond the header     | 0204 0064 0805 0000 | mss 100",
        "length 255                     | 0204 0064 feff 0000 | mss 100",
        "a kind without a length        | 0101 0102 | ''",
        "options behind the end         | 00 0204 0064 000000 | ''",
        "a lone-timestamps look-alike   | 0101 0809 00000001 000000 01 | ''",
        "MSS of length 3                | 0203 05 0402 0000 00 | sackOK",
        "MSS of length 5                | 0205 05b4 00 01 0402 | sackOK",
        "window scale of length 2       | 0302 0402 | sackOK",
        "SACK permitted of length 4     | 0404 0000 | ''",
        "timestamps of length 8         | 0808 00000001 0000 0402 01 01 | sackOK",
        "SACK without blocks            | 0502 0402 | sackOK",
        "SACK of half a block           | 0506 00000001 0402 | sackOK",
        "SACK of a block and a half     | 050e 00000001 00000002 00000003 0402 | sackOK",
        "SACK with a block cut          | 0512 00000001 00000002 00000003 | ''",
      })
  void optionsOfNoUseAreIgnored(String name, String octets, String expected) {
    assertEquals(expected, options(octets));
  }

  @Test
  void optionsThatTheSnapLengthLeftWholeAreRead() {
    PacketBytes packet = PACKET.mss(1460).timestamps(1, 2).windowShift(7).payload(5);
    String[] expected = new String[25];
    Arrays.fill(expected, "");
    Arrays.fill(expected, 4, expected.length, "mss 1460");
    Arrays.fill(expected, 16, expected.length, "mss 1460, ts 1 2");
    Arrays.fill(expected, 20, expected.length, "mss 1460, ws 7, ts 1 2");

    for (int kept = 0; kept < expected.length; kept++) {
      TcpSegment segment = new TcpSegment();
      new SegmentDecoder().decode(Frames.cut(Frames.frame(packet), 40 + kept), segment);
      assertEquals(expected[kept], SegmentText.options(segment), kept + " octets of options");
      assertEquals(5, segment.payloadLength());
      assertEquals(Math.max(0, kept - 20), segment.capturedPayloadLength());
    }
  }

  @Test
  void lengthsOnTheCircleCountSynAndFin() {
    TcpSegment segment = new TcpSegment();
    new SegmentDecoder().decode(Frames.frame(PACKET.seq(-2).flags(0x03).payload(5)), segment);

    assertEquals(7, segment.segmentLength());
    assertEquals(5, segment.endSeq());
  }

  private static String options(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
    int[] padded = new int[octets.length];
    Arrays.setAll(padded, i -> octets[i]);
    TcpSegment segment = new TcpSegment();
    new SegmentDecoder().decode(Frames.frame(PACKET.rawOptions(padded)), segment);
    return SegmentText.options(segment);
  }
}
