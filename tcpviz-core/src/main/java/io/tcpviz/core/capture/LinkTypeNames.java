// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.util.Map;

/** What link types are called, for the messages that name one. */
final class LinkTypeNames {
  private static final int FIRST_PRIVATE = 147;
  private static final int LAST_PRIVATE = 162;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0, "BSD loopback"),
          Map.entry(1, "Ethernet"),
          Map.entry(3, "AX.25"),
          Map.entry(6, "Token Ring"),
          Map.entry(7, "ARCNET"),
          Map.entry(8, "SLIP"),
          Map.entry(9, "PPP"),
          Map.entry(10, "FDDI"),
          Map.entry(12, "raw IP"),
          Map.entry(14, "raw IP"),
          Map.entry(50, "PPP in HDLC framing"),
          Map.entry(51, "PPPoE"),
          Map.entry(100, "ATM, RFC 1483"),
          Map.entry(101, "raw IP"),
          Map.entry(104, "Cisco HDLC"),
          Map.entry(105, "IEEE 802.11"),
          Map.entry(106, "Classical IP over ATM"),
          Map.entry(107, "frame relay"),
          Map.entry(108, "OpenBSD loopback"),
          Map.entry(109, "OpenBSD encapsulation"),
          Map.entry(113, "Linux cooked"),
          Map.entry(114, "LocalTalk"),
          Map.entry(117, "OpenBSD pflog"),
          Map.entry(119, "IEEE 802.11 with Prism header"),
          Map.entry(122, "IP over Fibre Channel"),
          Map.entry(123, "SunATM"),
          Map.entry(127, "IEEE 802.11 with radiotap header"),
          Map.entry(129, "ARCNET, Linux"),
          Map.entry(138, "IP over IEEE 1394"),
          Map.entry(143, "DOCSIS"),
          Map.entry(144, "Linux IrDA"),
          Map.entry(163, "IEEE 802.11 with AVS header"),
          Map.entry(165, "BACnet MS/TP"),
          Map.entry(166, "PPP of pppd"),
          Map.entry(178, "Juniper Ethernet"),
          Map.entry(187, "Bluetooth HCI"),
          Map.entry(189, "USB, Linux"),
          Map.entry(192, "per-packet information"),
          Map.entry(195, "IEEE 802.15.4"),
          Map.entry(197, "Endace ERF"),
          Map.entry(201, "Bluetooth HCI with direction"),
          Map.entry(204, "PPP with direction"),
          Map.entry(205, "Cisco HDLC with direction"),
          Map.entry(206, "frame relay with direction"),
          Map.entry(209, "I²C"),
          Map.entry(212, "LIN bus"),
          Map.entry(219, "MPLS"),
          Map.entry(220, "USB, Linux"),
          Map.entry(224, "Fibre Channel FC-2"),
          Map.entry(226, "Solaris ipnet"),
          Map.entry(227, "SocketCAN"),
          Map.entry(230, "IEEE 802.15.4 without FCS"),
          Map.entry(231, "D-Bus"),
          Map.entry(239, "NFLOG"),
          Map.entry(242, "IP over InfiniBand"),
          Map.entry(243, "MPEG-2 transport stream"),
          Map.entry(247, "InfiniBand"),
          Map.entry(248, "SCTP"),
          Map.entry(249, "USB, Windows"),
          Map.entry(251, "Bluetooth LE"),
          Map.entry(252, "Wireshark upper PDU"),
          Map.entry(253, "Linux netlink"),
          Map.entry(254, "Bluetooth Linux monitor"),
          Map.entry(258, "Apple PKTAP"),
          Map.entry(266, "USB, macOS"),
          Map.entry(271, "Linux vsock"),
          Map.entry(272, "Nordic Bluetooth LE"),
          Map.entry(274, "Ethernet mPackets"),
          Map.entry(276, "Linux cooked, version 2"),
          Map.entry(281, "Ethernet with Broadcom tag"),
          Map.entry(282, "Ethernet behind Broadcom tag"),
          Map.entry(284, "Ethernet with Marvell DSA tag"),
          Map.entry(285, "Ethernet with Marvell EDSA tag"));

  private LinkTypeNames() {}

  static @Nullable String of(int number) {
    boolean isPrivate = number >= FIRST_PRIVATE && number <= LAST_PRIVATE;
    return isPrivate ? "private use" : NAMES.get(number);
  }
}
