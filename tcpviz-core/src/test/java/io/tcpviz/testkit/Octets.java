// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Collects numbers and octets in one byte order. */
final class Octets {
  private final ByteOrder order;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Octets(ByteOrder order) {
    this.order = order;
  }

  Octets int16(int value) {
    return octets(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  Octets int32(int value) {
    return octets(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }

  Octets int64(long value) {
    return octets(ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  Octets octets(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Fills with zeros up to a multiple of 4. */
  Octets pad() {
    return octets(new byte[-out.size() & 3]);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
