// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The options of a TCP header in the order and with the padding that Linux gives them. */
final class TcpOptionBytes {
  private static final int MAX_LENGTH = 40;

  int mss = -1;
  int windowShift = -1;
  boolean sackPermitted;
  int[] timestamps = {};
  int[] sackEdges = {};
  byte[] raw = {};

  TcpOptionBytes copy() {
    TcpOptionBytes copy = new TcpOptionBytes();
    copy.mss = mss;
    copy.windowShift = windowShift;
    copy.sackPermitted = sackPermitted;
    copy.timestamps = timestamps;
    copy.sackEdges = sackEdges;
    copy.raw = raw;
    return copy;
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(MAX_LENGTH + 2 + 4 * sackEdges.length + raw.length);
    if (mss >= 0) {
      put(out, 2, 4, mss >>> 8, mss);
    }
    putSackPermittedAndTimestamps(out);
    if (windowShift >= 0) {
      put(out, 1, 3, 3, windowShift);
    }
    if (sackEdges.length > 0) {
      put(out, 1, 1, 5, 2 + 4 * sackEdges.length);
      Arrays.stream(sackEdges).forEach(out::putInt);
    }
    out.put(raw);
    int length = out.position() + 3 & ~3; // what is missing to whole words stays 0: end of options
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(length + " octets of TCP options; at most " + MAX_LENGTH);
    }
    return Arrays.copyOf(out.array(), length);
  }

  private void putSackPermittedAndTimestamps(ByteBuffer out) {
    if (sackPermitted) {
      if (timestamps.length == 0) {
        put(out, 1, 1);
      }
      put(out, 4, 2);
    } else if (timestamps.length > 0) {
      put(out, 1, 1);
    }
    if (timestamps.length > 0) {
      put(out, 8, 10);
      out.putInt(timestamps[0]).putInt(timestamps[1]);
    }
  }

  private static void put(ByteBuffer out, int... octets) {
    for (int octet : octets) {
      out.put((byte) octet);
    }
  }
}
