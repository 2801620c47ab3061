// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The IPv4 identifications of one host. Some hosts count them for each connection, others for all
 * of them together; then the ones that one connection lacks may be those of another.
 */
final class IpIds {
  private static final int MAX_HOSTS = 16_384;

  private static final long NOBODY = Long.MIN_VALUE;

  private long newestOwner = NOBODY; // a number, so that no connection is kept by its host
  private int newest;

  /** The newest segment of the host has this identification; the side {@code owner} sent it. */
  void note(int id, long owner) {
    newest = id;
    newestOwner = owner;
  }

  /** Whether another one than {@code owner} has used an identification between two of its own. */
  boolean areElsewhere(int from, int to, long owner) {
    int step = newest - from & 0xFFFF;
    return newestOwner != NOBODY && newestOwner != owner && step > 0 && step < (to - from & 0xFFFF);
  }

  // A record's own equals and hashCode are linked when they are first called, which takes tens of
  // milliseconds of the start.
  private record Address(long high, long low) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Address address && address.high == high && address.low == low;
    }

    @Override
    public int hashCode() {
      return Long.hashCode((high * 31 + low) * 0x9E37_79B9_7F4A_7C15L);
    }
  }

  /** Of all hosts; the number is bounded, and the one heard of longest ago is forgotten first. */
  static final class OfHosts {
    private final Map<Address, IpIds> hosts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Address, IpIds> eldest) {
            return size() > MAX_HOSTS;
          }
        };

    IpIds of(long high, long low) {
      return hosts.computeIfAbsent(new Address(high, low), address -> new IpIds());
    }
  }
}
