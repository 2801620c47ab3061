// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

import io.tcpviz.core.Nullable;

/**
 * An address and a port. Addresses are 128 bits in two halves; IPv4 addresses are IPv4-mapped (RFC
 * 4291 §2.5.5.2), so that one form serves both versions.
 *
 * @param high first eight octets of the address
 * @param low last eight octets
 * @param port 0 to 65535
 */
public record Endpoint(long high, long low, int port) {
  private static final long MAPPED = 0xFFFFL << 32;
  private static final int GROUPS = 8;

  /** An IPv4 endpoint; {@code address} is the address as a big-endian int. */
  public static Endpoint ofIpv4(int address, int port) {
    return new Endpoint(0, mapIpv4(address), port);
  }

  /**
   * The endpoint whose {@link #address()} is {@code address}; null if that is no address, or not
   * written as we write it.
   */
  public static @Nullable Endpoint parse(String address, int port) {
    AddressText text = new AddressText(address);
    boolean isIpv4 = address.indexOf(':') < 0;
    if (!(isIpv4 ? text.readIpv4() : text.readIpv6())) {
      return null;
    }
    Endpoint endpoint = new Endpoint(text.high(), isIpv4 ? MAPPED | text.low() : text.low(), port);
    return endpoint.address().equals(address) ? endpoint : null;
  }

  /** The low half of the IPv4-mapped form of {@code address}; the high half is 0. */
  public static long mapIpv4(int address) {
    return MAPPED | Integer.toUnsignedLong(address);
  }

  /** Whether the address is IPv4. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xFFFF;
  }

  /** The address alone: dotted decimal, or the canonical IPv6 form of RFC 5952 §4. */
  public String address() {
    return isIpv4() ? ipv4Text() : ipv6Text();
  }

  // What a record has by itself is linked when it is first called, which takes tens of milliseconds
  // of the start.

  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint endpoint
        && endpoint.high == high
        && endpoint.low == low
        && endpoint.port == port;
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(high) * 31 + Long.hashCode(low)) * 31 + port;
  }

  /** {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}. */
  @Override
  public String toString() {
    return isIpv4() ? address() + ":" + port : "[" + address() + "]:" + port;
  }

  private String ipv4Text() {
    return (low >>> 24 & 0xFF)
        + "."
        + (low >>> 16 & 0xFF)
        + "."
        + (low >>> 8 & 0xFF)
        + "."
        + (low & 0xFF);
  }

  private String ipv6Text() {
    int zeros = 0; // length of the longest run of zero groups; "::" stands for the first such run
    int zerosAt = -1;
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && group(i + run) == 0) {
        run++;
      }
      if (run > zeros) {
        zeros = run;
        zerosAt = i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (zeros > 1 && i == zerosAt) {
        text.append("::");
        i += zeros - 1;
      } else {
        text.append(text.length() == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (3 - (index & 3)) * 16) & 0xFFFF;
  }
}
