// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.LinkType;

/** What the octets before a {@link Cursor} are, and who knows their header. */
enum Layer {
  ETHERNET(Ethernet::enter),
  SWITCH_TAG(SwitchTag::enterShort),
  LONG_SWITCH_TAG(SwitchTag::enterLong),
  SWITCH_TAG_AHEAD(SwitchTag::enterAhead),
  VLAN(VlanTag::enter),
  VN_TAG(Tags::enterVnTag),
  E_TAG(Tags::enterETag),
  REDUNDANCY_TAG(Tags::enterRedundancyTag),
  CISCO_METADATA(Tags::enterCiscoMetadata),
  BACKBONE_TAG(Tags::enterBackboneTag),
  FABRIC_PATH(Tags::enterFabricPath),
  LLC(Llc::enter),
  LLC_OR_IP(Llc::enterOrIp),
  LINUX_COOKED(LinuxCooked::enter),
  LINUX_COOKED_2(LinuxCooked2::enter),
  LOOPBACK(Loopback::enter),
  LOOPBACK_OF_EITHER_ORDER(Loopback::enterEitherOrder),
  MPLS(Mpls::enter),
  PPP(Ppp::enter),
  PPP_WITH_DIRECTION(Ppp::enterWithDirection),
  PPP_OF_PPPD(Ppp::enterOfPppd),
  PPPOE(Ppp::enterPppoe),
  SLIP(Slip::enter),
  CISCO_HDLC(CiscoHdlc::enter),
  CISCO_HDLC_WITH_DIRECTION(CiscoHdlc::enterWithDirection),
  FRAME_RELAY(FrameRelay::enter),
  FRAME_RELAY_WITH_DIRECTION(FrameRelay::enterWithDirection),
  TOKEN_RING(TokenRing::enter),
  FDDI(Fddi::enter),
  ARCNET(Arcnet::enter),
  ARCNET_OF_LINUX(Arcnet::enterOfLinux),
  WIRELESS(Wireless::enter),
  WIRELESS_PADDED(Wireless::enterPadded),
  WIRELESS_SWAPPED(Wireless::enterSwapped),
  RADIOTAP(RadioHeader::enterRadiotap),
  PRISM(RadioHeader::enterPrism),
  AVS(RadioHeader::enterAvs),
  PPI(RadioHeader::enterPpi),
  PFLOG(PacketFilter::enterPflog),
  ENC(PacketFilter::enterEnc),
  NFLOG(PacketFilter::enterNflog),
  INFINIBAND(Infiniband::enter),
  JUNIPER_ETHERNET(JuniperEthernet::enter),
  SERVICE_CHAIN(ServiceChain::enter),
  IP(Layer::enterIp),
  IPV4(Ipv4::enter),
  IPV6(Ipv6::enter),
  /** What an IP packet carries, named by {@link Cursor#protocol}. */
  IP_PAYLOAD(IpPayload::enter),
  IP_EXTENSION(Ipv6Extension::enter),
  UDP(Udp::enter),
  GRE(Gre::enter),
  TCP(TcpHeader::enter),
  /** The end: the segment is filled. */
  SEGMENT(Layer::stay),
  /** The end: {@link Cursor#skipReason} says why there is no segment. */
  NONE(Layer::stay);

  /** Reads one header, moves the cursor behind it and says what follows. */
  @FunctionalInterface
  private interface Entrance {
    Layer enter(Cursor cursor);
  }

  @SuppressWarnings("ImmutableEnumChecker") // references to static methods hold nothing
  private final Entrance entrance;

  Layer(Entrance entrance) {
    this.entrance = entrance;
  }

  /** The next layer. */
  Layer enter(Cursor cursor) {
    return entrance.enter(cursor);
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

  /** Behind the end there is nothing. */
  private static Layer stay(Cursor cursor) {
    return NONE;
  }
}
