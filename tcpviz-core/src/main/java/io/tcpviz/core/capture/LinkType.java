// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.util.Set;

/**
 * The link types that tcpviz decodes, by their numbers in the registry of link-layer header types
 * (draft-ietf-opsawg-pcaplinktype). Constants instead of an enum: a capture may carry any number,
 * and an unknown one is data, not an error.
 */
public final class LinkType {
  /** BSD loopback: a four-octet address family in the byte order of the capturing host. */
  public static final int NULL = 0;

  /** IEEE 802.3 Ethernet, with any stack of tags. */
  public static final int ETHERNET = 1;

  /** IEEE 802.5 Token Ring. */
  public static final int TOKEN_RING = 6;

  /** ARCNET as BSD captures it. */
  public static final int ARCNET = 7;

  /** IP over serial lines as BSD captures it. */
  public static final int SLIP = 8;

  /** PPP, with or without the framing of HDLC. */
  public static final int PPP = 9;

  /** FDDI. */
  public static final int FDDI = 10;

  /** Raw IP as some BSDs number it in their files. */
  public static final int RAW_BSD = 12;

  /** Raw IP as OpenBSD numbers it in its files. */
  public static final int RAW_OPENBSD = 14;

  /** PPP in the framing of HDLC, or Cisco HDLC. */
  public static final int PPP_HDLC = 50;

  /** PPPoE, without the Ethernet header. */
  public static final int PPP_ETHER = 51;

  /** LLC over ATM (RFC 2684), or IP at once. */
  public static final int ATM_RFC1483 = 100;

  /** Raw IP, version told by the first nibble. */
  public static final int RAW = 101;

  /** Cisco HDLC. */
  public static final int CISCO_HDLC = 104;

  /** IEEE 802.11. */
  public static final int IEEE802_11 = 105;

  /** Classical IP over ATM, Linux. */
  public static final int ATM_CLIP = 106;

  /** Frame relay. */
  public static final int FRAME_RELAY = 107;

  /** OpenBSD loopback: a four-octet address family in network byte order. */
  public static final int LOOP = 108;

  /** OpenBSD IPsec: packets as they leave or enter an association, not encrypted. */
  public static final int ENC = 109;

  /** Linux "cooked" capture. */
  public static final int LINUX_SLL = 113;

  /** BSD packet filter log. */
  public static final int PFLOG = 117;

  /** IEEE 802.11 behind a Prism header. */
  public static final int IEEE802_11_PRISM = 119;

  /** IEEE 802.11 behind a radiotap header. */
  public static final int IEEE802_11_RADIOTAP = 127;

  /** ARCNET as Linux captures it. */
  public static final int ARCNET_LINUX = 129;

  /** IEEE 802.11 behind an AVS header. */
  public static final int IEEE802_11_AVS = 163;

  /** PPP, the direction in the place of the address. */
  public static final int PPP_PPPD = 166;

  /** Ethernet behind a header of Juniper. */
  public static final int JUNIPER_ETHERNET = 178;

  /** Per-packet information, then another link type. */
  public static final int PPI = 192;

  /** PPP behind its direction. */
  public static final int PPP_WITH_DIRECTION = 204;

  /** Cisco HDLC behind its direction. */
  public static final int CISCO_HDLC_WITH_DIRECTION = 205;

  /** Frame relay behind its direction. */
  public static final int FRAME_RELAY_WITH_DIRECTION = 206;

  /** MPLS labels at once. */
  public static final int MPLS = 219;

  /** Raw IPv4. */
  public static final int IPV4 = 228;

  /** Raw IPv6. */
  public static final int IPV6 = 229;

  /** Linux netfilter log. */
  public static final int NFLOG = 239;

  /** IP over InfiniBand. */
  public static final int IP_OVER_INFINIBAND = 242;

  /** Linux "cooked" capture, second version. */
  public static final int LINUX_SLL2 = 276;

  /** Ethernet with the tag of a Broadcom switch behind the addresses. */
  public static final int ETHERNET_BROADCOM_TAG = 281;

  /** Ethernet behind the tag of a Broadcom switch. */
  public static final int ETHERNET_BROADCOM_TAG_AHEAD = 282;

  /** Ethernet with the tag of a Marvell switch behind the addresses. */
  public static final int ETHERNET_DSA = 284;

  /** Ethernet with the long tag of a Marvell switch behind the addresses. */
  public static final int ETHERNET_EDSA = 285;

  private static final Set<Integer> DECODED =
      Set.of(
          NULL,
          ETHERNET,
          TOKEN_RING,
          ARCNET,
          SLIP,
          PPP,
          FDDI,
          RAW_BSD,
          RAW_OPENBSD,
          PPP_HDLC,
          PPP_ETHER,
          ATM_RFC1483,
          RAW,
          CISCO_HDLC,
          IEEE802_11,
          ATM_CLIP,
          FRAME_RELAY,
          LOOP,
          ENC,
          LINUX_SLL,
          PFLOG,
          IEEE802_11_PRISM,
          IEEE802_11_RADIOTAP,
          ARCNET_LINUX,
          IEEE802_11_AVS,
          PPP_PPPD,
          JUNIPER_ETHERNET,
          PPI,
          PPP_WITH_DIRECTION,
          CISCO_HDLC_WITH_DIRECTION,
          FRAME_RELAY_WITH_DIRECTION,
          MPLS,
          IPV4,
          IPV6,
          NFLOG,
          IP_OVER_INFINIBAND,
          LINUX_SLL2,
          ETHERNET_BROADCOM_TAG,
          ETHERNET_BROADCOM_TAG_AHEAD,
          ETHERNET_DSA,
          ETHERNET_EDSA);

  private LinkType() {}

  /** Whether tcpviz decodes frames of this link type. */
  public static boolean isSupported(int number) {
    return DECODED.contains(number);
  }

  /** What a link type is called, if it has a name that people know. */
  public static @Nullable String name(int number) {
    return LinkTypeNames.of(number);
  }

  /** Name and number for people, such as {@code PPP (9)}; the number alone where it has no name. */
  public static String title(int number) {
    String name = name(number);
    return name == null ? String.valueOf(number) : name + " (" + number + ")";
  }
}
