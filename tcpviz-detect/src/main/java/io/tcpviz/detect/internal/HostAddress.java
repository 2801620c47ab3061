// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/** What tables of hosts are asked with: an IPv4 or IPv6 address in two halves. */
record HostAddress(long high, long low) {
  @Override
  public boolean equals(Object other) {
    return other instanceof HostAddress address && address.high == high && address.low == low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((high * 31 + low) * 0x9E37_79B9_7F4A_7C15L);
  }
}
