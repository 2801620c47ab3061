// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;

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

  /** Whether tcpviz decodes frames of this link type. */
  public static boolean isSupported(int number) {
    return switch (number) {
      case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 ->
          true;
      default -> false;
    };
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
