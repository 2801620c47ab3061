// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/** Frames that the kernel had no room for, and those that the interface dropped. */
final class Drops {
  private static final long PAUSE_NANOS = 250_000_000;
  private static final long COUNTER = 0xFFFF_FFFFL; // they have 32 bits

  private final PcapHandle handle;
  private long askedNanos = System.nanoTime() - PAUSE_NANOS;
  private long byKernel;
  private long byInterface;
  private long total;

  Drops(PcapHandle handle) {
    this.handle = handle;
  }

  /** So far; asks the kernel a few times a second at most. */
  long total() {
    if (System.nanoTime() - askedNanos >= PAUSE_NANOS) {
      ask();
    }
    return total;
  }

  /** Asks the kernel; where it does not answer, such as of an interface that is gone, all stays. */
  void ask() {
    askedNanos = System.nanoTime();
    try {
      PcapStat now = handle.getStats();
      total += now.getNumPacketsDropped() - byKernel & COUNTER;
      total += now.getNumPacketsDroppedByIf() - byInterface & COUNTER;
      byKernel = now.getNumPacketsDropped();
      byInterface = now.getNumPacketsDroppedByIf();
    } catch (PcapNativeException | NotOpenException e) {
      // what is known is all there is
    }
  }
}
