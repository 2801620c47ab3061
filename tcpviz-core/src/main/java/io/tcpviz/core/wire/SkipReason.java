// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** Why a frame yields no TCP segment. Every such frame is counted under one of these. */
public enum SkipReason {
  /** The link type of the interface is not one that tcpviz decodes. */
  UNSUPPORTED_LINK_TYPE("unsupported_link_type", "link type not supported"),
  /** The link layer carries something other than IP, such as ARP or LLDP. */
  NOT_IP("not_ip", "not IP"),
  /** An IP packet of another protocol, such as UDP or ICMP. */
  NOT_TCP("not_tcp", "IP, but not TCP"),
  /** A fragment of an IP packet: the segment in it is not whole. */
  FRAGMENT("fragment", "IP fragment"),
  /** The frame ends inside its headers, as a rule because a snap length cut it. */
  CUT_SHORT("cut_short", "cut inside the headers"),
  /** IP version, header length or total length contradict each other. */
  BAD_IP_HEADER("bad_ip_header", "malformed IP header"),
  /** Data Offset points inside the fixed header or behind the packet's end. */
  BAD_TCP_HEADER("bad_tcp_header", "malformed TCP header");

  private final String jsonName;
  private final String title;

  SkipReason(String jsonName, String title) {
    this.jsonName = jsonName;
    this.title = title;
  }

  /** The stable name in summary.json. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people. */
  public String title() {
    return title;
  }
}
