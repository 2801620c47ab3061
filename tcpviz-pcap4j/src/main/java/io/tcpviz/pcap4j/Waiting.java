// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import java.util.Locale;

/** How to wait for packets. */
final class Waiting {
  /**
   * Whether the reader waits by itself, between calls that do not block. On Linux libpcap's own
   * timeout begins with a packet, so that a silent interface would keep the reader for ever;
   * elsewhere its calls return when the timeout is over.
   */
  static final boolean IS_OURS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

  private static final int MILLIS = 10;

  private Waiting() {}

  /** Waits a little; false where the thread was interrupted. */
  static boolean aLittle() {
    if (IS_OURS) {
      try {
        Thread.sleep(MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
