// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The pseudo-header of a Linux "cooked" capture, second version.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         Protocol Type         |           Reserved            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                        Interface Index                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      ARPHRD Device Type       |  Packet Type  | Address Length|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       Link-layer Address                      |
 * +                                                               +
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class LinuxCooked2 {
  private static final int HEADER_LENGTH = 20;

  private LinuxCooked2() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int type = cursor.u16(0); // an EtherType, or a small number such as 4 for an LLC header
    return cursor.past(HEADER_LENGTH, EtherType.layer(type, cursor));
  }
}
