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

  /** Of all hosts; the number is bounded, and the one heard of longest ago is forgotten first. */
  static final class OfHosts {
    private final Map<HostAddress, IpIds> hosts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<HostAddress, IpIds> eldest) {
            return size() > MAX_HOSTS;
          }
        };

    IpIds of(long high, long low) {
      return hosts.computeIfAbsent(new HostAddress(high, low), address -> new IpIds());
    }
  }
}
