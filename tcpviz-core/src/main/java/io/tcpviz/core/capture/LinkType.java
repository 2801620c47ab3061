// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

/**
 * The link types that tcpviz decodes, by their numbers in the registry of link-layer header types
 * (draft-ietf-opsawg-pcaplinktype). Constants instead of an enum: a capture may carry any number,
 * and an unknown one is data, not an error.
 */
public final class LinkType {
  /** BSD loopback: a four-octet address family in the byte order of the capturing host. */
  public static final int NULL = 0;

  /** IEEE 802.3 Ethernet, with any stack of VLAN tags. */
  public static final int ETHERNET = 1;

  /** Raw IP as some BSDs number it in their files. */
  public static final int RAW_BSD = 12;

  /** Raw IP as OpenBSD numbers it in its files. */
  public static final int RAW_OPENBSD = 14;

  /** Raw IP, version told by the first nibble. */
  public static final int RAW = 101;

  /** OpenBSD loopback: a four-octet address family in network byte order. */
  public static final int LOOP = 108;

  /** Linux "cooked" capture. */
  public static final int LINUX_SLL = 113;

  /** Raw IPv4. */
  public static final int IPV4 = 228;

  /** Raw IPv6. */
  public static final int IPV6 = 229;

  /** Linux "cooked" capture, second version. */
  public static final int LINUX_SLL2 = 276;

  private LinkType() {}
}
