// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in network byte order, read from any index of an array. Each is one load: the only {@link
 * VarHandle}s of the code base live here.
 */
final class Bytes {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  /** The octet at {@code at}, 0 to 255. */
  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  /** Two octets, 0 to 65535. */
  static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  /** Four octets as they are, the first one highest. */
  static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** Eight octets as they are, the first one highest. */
  static long i64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }
}
