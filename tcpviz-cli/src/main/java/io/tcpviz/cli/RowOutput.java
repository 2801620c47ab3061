// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output for many lines: written in large pieces, and only as long as somebody reads. */
final class RowOutput {
  private static final int PIECE = 1 << 16;

  private final Host host;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream(PIECE);
  private final boolean interrupted;
  private boolean wanted = true;

  RowOutput(Host host) {
    this.host = host;
    this.interrupted = host.stop().isRequested(); // then what was read until then is printed
  }

  void print(byte[] octets) {
    unwritten.writeBytes(octets);
    if (unwritten.size() >= PIECE) {
      flush();
    }
  }

  void print(String text) {
    print(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is still somebody to print for. */
  boolean isWanted() {
    return wanted && (interrupted || !host.stop().isRequested());
  }

  void flush() {
    host.out().write(unwritten.toByteArray(), 0, unwritten.size());
    unwritten.reset();
    wanted &= !host.out().checkError();
  }
}
