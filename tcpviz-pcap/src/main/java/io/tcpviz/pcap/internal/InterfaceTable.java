// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInterface;
import java.util.ArrayList;
import java.util.List;

/**
 * The interfaces of a pcapng file. Packets name theirs by its index in the current section; what is
 * reported of them spans all sections. Both lists are bounded, since a file may describe one
 * interface every 20 octets.
 */
final class InterfaceTable {
  /** Most interfaces of one section, and most interfaces reported of one file. */
  static final int CAPACITY = 1 << 16;

  private final List<PcapngInterface> reported = new ArrayList<>();
  private final List<PcapngInterface> section = new ArrayList<>();

  /** Forgets the indices of the previous section. */
  void beginSection() {
    section.clear();
  }

  /** Gives an interface the next index of this section; false if there are too many already. */
  boolean add(PcapngInterface described) {
    if (section.size() == CAPACITY) {
      return false;
    }
    section.add(described);
    if (reported.size() < CAPACITY) {
      reported.add(described);
    }
    return true;
  }

  /** The interface of that index in this section, or null if none is described. */
  @Nullable
  PcapngInterface at(int index) {
    return index >= 0 && index < section.size() ? section.get(index) : null;
  }

  List<CaptureInterface> descriptions() {
    return reported.stream().map(PcapngInterface::description).toList();
  }
}
