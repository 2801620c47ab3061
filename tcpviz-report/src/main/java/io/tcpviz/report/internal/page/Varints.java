// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Numbers as variable-length octets, seven bits each, the lowest first, compressed as they come.
 * Signed numbers are folded so that small negative ones stay short.
 */
final class Varints {
  private static final int LONGEST = 10;

  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final GZIPOutputStream out;
  private final byte[] pending = new byte[1 << 13];
  private int count;
  private long written;

  Varints() {
    try {
      out = new GZIPOutputStream(compressed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends {@code value}; every long is allowed. */
  void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  /** Appends {@code value}, taken as unsigned. */
  void unsigned(long value) {
    if (count + LONGEST > pending.length) {
      drain();
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      pending[count++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    pending[count++] = (byte) rest;
  }

  /** Octets so far, before compression. */
  long size() {
    return written + count;
  }

  /** Completes the stream: gzip in Base64. */
  String finish() {
    drain();
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(compressed.toByteArray());
  }

  private void drain() {
    try {
      out.write(pending, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written += count;
    count = 0;
  }
}
