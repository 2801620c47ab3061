// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.LinkType;

/** What the octets before a {@link Cursor} are, and who knows their header. */
enum Layer {
  ETHERNET,
  SWITCH_TAG,
  LONG_SWITCH_TAG,
  SWITCH_TAG_AHEAD,
  VLAN,
  VN_TAG,
  E_TAG,
  REDUNDANCY_TAG,
  CISCO_METADATA,
  BACKBONE_TAG,
  FABRIC_PATH,
  LLC,
  LLC_OR_IP,
  LINUX_COOKED,
  LINUX_COOKED_2,
  LOOPBACK,
  LOOPBACK_OF_EITHER_ORDER,
  MPLS,
  PPP,
  PPP_WITH_DIRECTION,
  PPP_OF_PPPD,
  PPPOE,
  SLIP,
  CISCO_HDLC,
  CISCO_HDLC_WITH_DIRECTION,
  FRAME_RELAY,
  FRAME_RELAY_WITH_DIRECTION,
  TOKEN_RING,
  FDDI,
  ARCNET,
  ARCNET_OF_LINUX,
  WIRELESS,
  WIRELESS_PADDED,
  WIRELESS_SWAPPED,
  RADIOTAP,
  PRISM,
  AVS,
  PPI,
  PFLOG,
  ENC,
  NFLOG,
  INFINIBAND,
  JUNIPER_ETHERNET,
  SERVICE_CHAIN,
  IP,
  IPV4,
  IPV6,
  /** What an IP packet carries, named by {@link Cursor#protocol}. */
  IP_PAYLOAD,
  IP_EXTENSION,
  UDP,
  GRE,
  TCP,
  /** The end: the segment is filled. */
  SEGMENT,
  /** The end: {@link Cursor#skipReason} says why there is no segment. */
  NONE;

  /**
   * Reads one header, moves the cursor behind it and says what follows. A table of references to
   * these methods would have to be linked at each start, which takes longer than a small capture.
   */
  Layer enter(Cursor cursor) {
    return switch (this) {
      case ETHERNET -> Ethernet.enter(cursor);
      case SWITCH_TAG -> SwitchTag.enterShort(cursor);
      case LONG_SWITCH_TAG -> SwitchTag.enterLong(cursor);
      case SWITCH_TAG_AHEAD -> SwitchTag.enterAhead(cursor);
      case VLAN -> VlanTag.enter(cursor);
      case VN_TAG -> Tags.enterVnTag(cursor);
      case E_TAG -> Tags.enterETag(cursor);
      case REDUNDANCY_TAG -> Tags.enterRedundancyTag(cursor);
      case CISCO_METADATA -> Tags.enterCiscoMetadata(cursor);
      case BACKBONE_TAG -> Tags.enterBackboneTag(cursor);
      case FABRIC_PATH -> Tags.enterFabricPath(cursor);
      case LLC -> Llc.enter(cursor);
      case LLC_OR_IP -> Llc.enterOrIp(cursor);
      case LINUX_COOKED -> LinuxCooked.enter(cursor);
      case LINUX_COOKED_2 -> LinuxCooked2.enter(cursor);
      case LOOPBACK -> Loopback.enter(cursor);
      case LOOPBACK_OF_EITHER_ORDER -> Loopback.enterEitherOrder(cursor);
      case MPLS -> Mpls.enter(cursor);
      case PPP -> Ppp.enter(cursor);
      case PPP_WITH_DIRECTION -> Ppp.enterWithDirection(cursor);
      case PPP_OF_PPPD -> Ppp.enterOfPppd(cursor);
      case PPPOE -> Ppp.enterPppoe(cursor);
      case SLIP -> Slip.enter(cursor);
      case CISCO_HDLC -> CiscoHdlc.enter(cursor);
      case CISCO_HDLC_WITH_DIRECTION -> CiscoHdlc.enterWithDirection(cursor);
      case FRAME_RELAY -> FrameRelay.enter(cursor);
      case FRAME_RELAY_WITH_DIRECTION -> FrameRelay.enterWithDirection(cursor);
      case TOKEN_RING -> TokenRing.enter(cursor);
      case FDDI -> Fddi.enter(cursor);
      case ARCNET -> Arcnet.enter(cursor);
      case ARCNET_OF_LINUX -> Arcnet.enterOfLinux(cursor);
      case WIRELESS -> Wireless.enter(cursor);
      case WIRELESS_PADDED -> Wireless.enterPadded(cursor);
      case WIRELESS_SWAPPED -> Wireless.enterSwapped(cursor);
      case RADIOTAP -> RadioHeader.enterRadiotap(cursor);
      case PRISM -> RadioHeader.enterPrism(cursor);
      case AVS -> RadioHeader.enterAvs(cursor);
      case PPI -> RadioHeader.enterPpi(cursor);
      case PFLOG -> PacketFilter.enterPflog(cursor);
      case ENC -> PacketFilter.enterEnc(cursor);
      case NFLOG -> PacketFilter.enterNflog(cursor);
      case INFINIBAND -> Infiniband.enter(cursor);
      case JUNIPER_ETHERNET -> JuniperEthernet.enter(cursor);
      case SERVICE_CHAIN -> ServiceChain.enter(cursor);
      case IP -> enterIp(cursor);
      case IPV4 -> Ipv4.enter(cursor);
      case IPV6 -> Ipv6.enter(cursor);
      case IP_PAYLOAD -> IpPayload.enter(cursor);
      case IP_EXTENSION -> Ipv6Extension.enter(cursor);
      case UDP -> Udp.enter(cursor);
      case GRE -> Gre.enter(cursor);
      case TCP -> TcpHeader.enter(cursor);
      case SEGMENT, NONE -> NONE; // behind the end there is nothing
    };
  }

  /** The first layer of a frame; {@link #NONE} for link types that are not decoded. */
  static Layer ofLinkType(int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET -> ETHERNET;
      case LinkType.NULL -> LOOPBACK_OF_EITHER_ORDER;
      case LinkType.LOOP -> LOOPBACK;
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> IP;
      case LinkType.IPV4 -> IPV4;
      case LinkType.IPV6 -> IPV6;
      case LinkType.LINUX_SLL -> LINUX_COOKED;
      case LinkType.LINUX_SLL2 -> LINUX_COOKED_2;
      case LinkType.PPP, LinkType.PPP_HDLC -> PPP;
      case LinkType.PPP_WITH_DIRECTION -> PPP_WITH_DIRECTION;
      case LinkType.PPP_PPPD -> PPP_OF_PPPD;
      case LinkType.PPP_ETHER -> PPPOE;
      case LinkType.SLIP -> SLIP;
      case LinkType.CISCO_HDLC -> CISCO_HDLC;
      case LinkType.CISCO_HDLC_WITH_DIRECTION -> CISCO_HDLC_WITH_DIRECTION;
      case LinkType.FRAME_RELAY -> FRAME_RELAY;
      case LinkType.FRAME_RELAY_WITH_DIRECTION -> FRAME_RELAY_WITH_DIRECTION;
      case LinkType.MPLS -> MPLS;
      default -> ofRareLinkType(linkType);
    };
  }

  private static Layer ofRareLinkType(int linkType) {
    return switch (linkType) {
      case LinkType.IEEE802_11 -> WIRELESS;
      case LinkType.IEEE802_11_RADIOTAP -> RADIOTAP;
      case LinkType.IEEE802_11_PRISM -> PRISM;
      case LinkType.IEEE802_11_AVS -> AVS;
      case LinkType.PPI -> PPI;
      case LinkType.PFLOG -> PFLOG;
      case LinkType.ENC -> ENC;
      case LinkType.NFLOG -> NFLOG;
      case LinkType.TOKEN_RING -> TOKEN_RING;
      case LinkType.FDDI -> FDDI;
      case LinkType.ARCNET -> ARCNET;
      case LinkType.ARCNET_LINUX -> ARCNET_OF_LINUX;
      case LinkType.ATM_RFC1483, LinkType.ATM_CLIP -> LLC_OR_IP;
      case LinkType.IP_OVER_INFINIBAND -> INFINIBAND;
      case LinkType.JUNIPER_ETHERNET -> JUNIPER_ETHERNET;
      case LinkType.ETHERNET_BROADCOM_TAG, LinkType.ETHERNET_DSA -> SWITCH_TAG;
      case LinkType.ETHERNET_EDSA -> LONG_SWITCH_TAG;
      case LinkType.ETHERNET_BROADCOM_TAG_AHEAD -> SWITCH_TAG_AHEAD;
      default -> NONE;
    };
  }

  /** What an address family of the BSDs or of Linux stands for. */
  static Layer ofFamily(int family, Cursor cursor) {
    return switch (family) {
      case 2 -> IPV4; // the same number everywhere
      case 10, 24, 28, 30 -> IPV6; // Linux; NetBSD and OpenBSD; FreeBSD; Darwin
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }

  /** IP of the version that its first half octet names. */
  private static Layer enterIp(Cursor cursor) {
    if (!cursor.has(1)) {
      return cursor.cutShort();
    }
    return Ipv4.version(cursor.bytes, cursor.at) == 6 ? IPV6 : IPV4;
  }
}
