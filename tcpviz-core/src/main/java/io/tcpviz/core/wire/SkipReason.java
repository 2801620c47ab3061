// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** Why a frame yields no TCP segment. Every such frame is counted under one of these. */
public enum SkipReason {
  /** The link type of the interface is not one that tcpviz decodes. */
  UNSUPPORTED_LINK_TYPE("unsupported_link_type", "of an unsupported link type", true),
  /** The link layer carries something other than IP, such as ARP or LLDP. */
  NOT_IP("not_ip", "not IP", false),
  /** An IEEE 802.2 LLC header that announces no IP, such as that of a spanning tree. */
  LLC("llc", "802.2 LLC without IP", false),
  /** Behind MPLS labels (RFC 3032), and neither IP nor Ethernet. */
  MPLS("mpls", "under MPLS, neither IP nor Ethernet", true),
  /** A packet or frame inside another that is not opened: see {@link Tunnels}. */
  TUNNEL("tunnel", "in tunnels", true),
  /** Encrypted below TCP, by IPsec ESP, MACsec, PPP or IEEE 802.11. */
  ENCRYPTED("encrypted", "encrypted", true),
  /** Compressed below TCP, by PPP, SLIP or IPComp. */
  COMPRESSED("compressed", "compressed below TCP", true),
  /** An IP packet of another protocol, such as UDP or ICMP. */
  NOT_TCP("not_tcp", "IP, but not TCP", false),
  /** A piece of a packet that was not whole in the capture, or not in time. */
  FRAGMENT("fragment", "fragments of packets not whole", true),
  /** A piece of an IP packet that became whole: its last frame counts as what the packet is. */
  REASSEMBLED("reassembled", "fragments joined to packets", false),
  /** The frame ends inside its headers, as a rule because a snap length cut it. */
  CUT_SHORT("cut_short", "cut inside the headers", true),
  /** IP version, header length or total length contradict each other. */
  BAD_IP_HEADER("bad_ip_header", "malformed IP header", true),
  /** Data Offset points inside the fixed header or behind the packet's end. */
  BAD_TCP_HEADER("bad_tcp_header", "malformed TCP header", true);

  private final String jsonName;
  private final String title;
  private final boolean hidesTcp;

  SkipReason(String jsonName, String title, boolean hidesTcp) {
    this.jsonName = jsonName;
    this.title = title;
    this.hidesTcp = hidesTcp;
  }

  /** The stable name in summary.json. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people. */
  public String title() {
    return title;
  }

  /**
   * Whether TCP may be in such a frame all the same: nobody looked. Only frames of the other
   * reasons are known to hold none.
   */
  public boolean hidesTcp() {
    return hidesTcp;
  }
}
