// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the connection of a segment: open addressing with linear probing over fingerprints, the
 * full comparison in the {@link Flow} whose memory is needed anyway. The fingerprint adds the
 * hashes of both endpoints, so both directions land in one place. Removal shifts the followers
 * back; there are no tombstones.
 */
final class FlowTable {
  private static final int INITIAL = 1024;
  private static final long FREE = Fingerprint.FREE;

  private long[] fingerprints = new long[INITIAL];
  private @Nullable Flow[] flows = new Flow[INITIAL];
  private int size;
  private int hand; // where the next sweep begins

  int size() {
    return size;
  }

  @Nullable
  Flow find(TcpSegment segment) {
    long fingerprint = Fingerprint.of(segment);
    int mask = fingerprints.length - 1;
    for (int i = Fingerprint.slot(fingerprint, mask); fingerprints[i] != FREE; i = i + 1 & mask) {
      Flow flow = flows[i];
      if (fingerprints[i] == fingerprint && flow != null && flow.carries(segment)) {
        return flow;
      }
    }
    return null;
  }

  /** Reads the place where the search for a segment begins; what comes back means nothing. */
  long touch(TcpSegment segment) {
    long[] prints = fingerprints;
    int first = Fingerprint.slot(Fingerprint.of(segment), prints.length - 1);
    @Nullable Flow[] all = flows;
    return prints[first] + (first < all.length && all[first] != null ? 1 : 0);
  }

  /** What {@link #find} would probably give, for a thread that does not own the table. */
  @Nullable
  Flow guess(TcpSegment segment) {
    long fingerprint = Fingerprint.of(segment);
    long[] prints = fingerprints;
    int mask = prints.length - 1;
    int i = Fingerprint.slot(fingerprint, mask);
    while (prints[i] != fingerprint) {
      if (prints[i] == FREE) {
        return null;
      }
      i = i + 1 & mask;
    }
    @Nullable Flow[] all = flows; // which may have grown meanwhile
    return i < all.length ? all[i] : null;
  }

  /** Enters a connection in place of an earlier one of the same endpoints, if there is one. */
  void put(TcpSegment segment, Flow flow) {
    long fingerprint = Fingerprint.of(segment);
    int mask = fingerprints.length - 1;
    int i = Fingerprint.slot(fingerprint, mask);
    while (fingerprints[i] != FREE) {
      Flow present = flows[i];
      if (fingerprints[i] == fingerprint && present != null && present.carries(segment)) {
        flows[i] = flow;
        return;
      }
      i = i + 1 & mask;
    }
    fingerprints[i] = fingerprint;
    flows[i] = flow;
    if (++size * 8L > fingerprints.length * 5L) {
      grow();
    }
  }

  /** The connections met in the next {@code slots} places of a round through the table. */
  List<Flow> sweep(int slots) {
    List<Flow> met = new ArrayList<>();
    int mask = fingerprints.length - 1;
    for (int n = 0; n < slots; n++) {
      hand = hand + 1 & mask;
      Flow flow = flows[hand];
      if (flow != null) {
        met.add(flow);
      }
    }
    return met;
  }

  void remove(Flow flow) {
    int mask = fingerprints.length - 1;
    long fingerprint = fingerprint(flow);
    int i = Fingerprint.slot(fingerprint, mask);
    while (flows[i] != flow) {
      if (fingerprints[i] == FREE) {
        return; // another connection took its place
      }
      i = i + 1 & mask;
    }
    size--;
    closeGap(i, mask);
  }

  /** All connections, in order of first sight. */
  List<Flow> all() {
    long[] places = new long[size]; // sorted instead of connections, which are far apart in memory
    int found = 0;
    for (int i = 0; i < flows.length; i++) {
      Flow flow = flows[i];
      if (flow != null) {
        places[found++] = ByNumber.of(flow.number, i);
      }
    }
    List<Flow> all = new ArrayList<>(size);
    for (long place : ByNumber.sorted(places)) {
      Flow flow = flows[(int) place];
      if (flow != null) {
        all.add(flow);
      }
    }
    return all;
  }

  /** Shows all connections, in no particular order. */
  void forEach(Consumer<Flow> look) {
    for (Flow flow : flows) {
      if (flow != null) {
        look.accept(flow);
      }
    }
  }

  private void closeGap(int gap, int mask) {
    int free = gap;
    for (int i = gap + 1 & mask; fingerprints[i] != FREE; i = i + 1 & mask) {
      int home = Fingerprint.slot(fingerprints[i], mask);
      if ((i - home & mask) >= (i - free & mask)) { // it may move back to the free place
        fingerprints[free] = fingerprints[i];
        flows[free] = flows[i];
        free = i;
      }
    }
    fingerprints[free] = FREE;
    flows[free] = null;
  }

  private void grow() {
    long[] oldFingerprints = fingerprints;
    @Nullable Flow[] oldFlows = flows;
    fingerprints = new long[oldFingerprints.length * 2];
    flows = new Flow[oldFlows.length * 2];
    for (int old = 0; old < oldFingerprints.length; old++) {
      if (oldFingerprints[old] != FREE) {
        enter(oldFingerprints[old], oldFlows[old]);
      }
    }
  }

  private void enter(long fingerprint, @Nullable Flow flow) {
    int mask = fingerprints.length - 1;
    int i = Fingerprint.slot(fingerprint, mask);
    while (fingerprints[i] != FREE) {
      i = i + 1 & mask;
    }
    fingerprints[i] = fingerprint;
    flows[i] = flow;
  }

  private static long fingerprint(Flow flow) {
    return Fingerprint.of(flow.id().client(), flow.id().server());
  }
}
