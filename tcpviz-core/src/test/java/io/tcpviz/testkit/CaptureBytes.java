// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Captures as the octets of their files. For a format's corners use {@link PcapBytes} and {@link
 * PcapngBytes}.
 */
public final class CaptureBytes {
  private CaptureBytes() {}

  /**
   * A classic pcap with nanoseconds.
   *
   * @param packets all of one link type, since a pcap has only one; none makes an Ethernet file
   */
  public static byte[] pcap(List<CapturedPacket> packets) {
    int linkType = packets.isEmpty() ? 1 : packets.get(0).linkType();
    PcapBytes file = new PcapBytes(PcapBytes.Variant.NANOSECOND, ByteOrder.LITTLE_ENDIAN, linkType);
    for (CapturedPacket packet : packets) {
      if (packet.linkType() != linkType) {
        throw new IllegalArgumentException("a pcap has one link type");
      }
      file.packet(packet);
    }
    return file.bytes();
  }

  /** A classic pcap with nanoseconds; see {@link #pcap(List)}. */
  public static byte[] pcap(CapturedPacket... packets) {
    return pcap(List.of(packets));
  }

  /** A pcapng of one section, with nanoseconds and one interface for each link type. */
  public static byte[] pcapng(List<CapturedPacket> packets) {
    PcapngBytes file = new PcapngBytes(ByteOrder.LITTLE_ENDIAN).section();
    List<Integer> linkTypes = new ArrayList<>();
    for (CapturedPacket packet : packets) {
      if (!linkTypes.contains(packet.linkType())) {
        linkTypes.add(packet.linkType());
        file.interfaceDescription(packet.linkType(), 0, PcapngBytes.Option.timestampResolution(9));
      }
      file.enhancedPacket(
          linkTypes.indexOf(packet.linkType()),
          packet.timestampNanos(),
          packet.originalLength(),
          packet.bytes());
    }
    return file.bytes();
  }

  /** A pcapng of one section; see {@link #pcapng(List)}. */
  public static byte[] pcapng(CapturedPacket... packets) {
    return pcapng(List.of(packets));
  }
}
