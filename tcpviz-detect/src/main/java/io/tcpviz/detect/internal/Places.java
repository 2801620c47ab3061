// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.Endpoint;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The servers that a finding is about: one, or how many hosts and ports. */
final class Places {
  private static final int MOST_HOSTS = 4_096;

  /** Most findings are about one server and need no more. */
  private static final class Several {
    final BitSet ports = new BitSet();
    final Set<Endpoint> hosts = new HashSet<>();
    boolean more;

    void add(Endpoint server) {
      ports.set(server.port());
      addHost(new Endpoint(server.high(), server.low(), 0));
    }

    void addHost(Endpoint host) {
      if (hosts.size() < MOST_HOSTS) {
        hosts.add(host);
      } else {
        more |= !hosts.contains(host);
      }
    }
  }

  private final Endpoint first;
  private @Nullable Several several;

  Places(Endpoint server) {
    this.first = server;
  }

  void add(Places others) {
    Several theirs = others.several;
    if (theirs == null && others.first.equals(first)) {
      return;
    }
    Several all = several;
    if (all == null) {
      all = new Several();
      all.add(first);
      several = all;
    }
    all.add(others.first);
    if (theirs != null) {
      all.ports.or(theirs.ports);
      theirs.hosts.forEach(all::addHost);
      all.more |= theirs.more;
    }
  }

  /** The server that was named first. */
  Endpoint first() {
    return first;
  }

  /** The server, null where there are several. */
  @Nullable
  Endpoint single() {
    return several == null ? first : null;
  }

  /**
   * In words that follow "to".
   *
   * @param others whether there are findings of the same trouble about other servers
   */
  String text(boolean others) {
    Several all = several;
    if (all == null) {
      return first.toString();
    }
    String other = others ? " other " : " ";
    int ports = all.ports.cardinality();
    if (all.hosts.size() == 1) {
      return ports + other + "ports of " + first.address();
    }
    String hosts = (all.more ? "more than " : "") + all.hosts.size() + other + "hosts";
    return ports == 1 ? "port " + first.port() + " of " + hosts : hosts;
  }
}
