// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one source is damaged: the first places in full, the others counted, so that a hostile file
 * cannot fill the memory with complaints.
 */
final class DamageLog {
  /** Places kept in full. */
  static final int KEPT = 16;

  private final String source;
  private final List<CaptureDamage> first = new ArrayList<>();
  private @Nullable CaptureDamage last;
  private long more;

  DamageLog(String source) {
    this.source = source;
  }

  void note(long offset, String reason) {
    CaptureDamage damage = new CaptureDamage(source, offset, reason);
    if (first.size() < KEPT) {
      first.add(damage);
    } else {
      more++;
      last = damage;
    }
  }

  /** The first damages in order, then one that stands for all others. */
  List<CaptureDamage> damages() {
    if (last == null) {
      return List.copyOf(first);
    }
    List<CaptureDamage> all = new ArrayList<>(first);
    all.add(
        new CaptureDamage(
            source, last.offset(), more + " further damages, the last: " + last.reason()));
    return all;
  }
}
