// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of UDP (RFC 768), and the tunnels that run over it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          Source Port          |       Destination Port        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |            Length             |           Checksum            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A port is a hint, no more: anything may be sent to it. What is taken for a tunnel must have a
 * header that is right to the last reserved bit, and what it announces must fit what follows. The
 * rest is UDP and holds no TCP.
 */
final class Udp {
  static final int HEADER_LENGTH = 8;

  private static final int VXLAN = 4789;
  private static final int VXLAN_OF_LINUX = 8472;
  private static final int VXLAN_GPE = 4790;
  private static final int GENEVE = 6081;
  private static final int GTP_U = 2152;
  private static final int L2TP = 1701;
  private static final int TEREDO = 3544;
  private static final int AYIYA = 5072;
  private static final int CAPWAP_DATA = 5247;

  private Udp() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    int port = tunnelPort(cursor);
    if (port == 0) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    int length = cursor.u16(4);
    if (length < HEADER_LENGTH || length > cursor.payloadLength) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    cursor.at += HEADER_LENGTH;
    cursor.payloadLength = length - HEADER_LENGTH;
    return tunnel(cursor, port);
  }

  /** Whether the ports of a datagram that begins here are those of a tunnel. */
  static boolean mayBeTunnel(Cursor cursor) {
    return cursor.has(HEADER_LENGTH) && tunnelPort(cursor) != 0;
  }

  /** The port of a tunnel, or 0. Some have their port at either end, others at the far one. */
  private static int tunnelPort(Cursor cursor) {
    int destination = cursor.u16(2);
    switch (destination) {
      case VXLAN, VXLAN_OF_LINUX, VXLAN_GPE, GENEVE, GTP_U, L2TP, TEREDO, AYIYA, CAPWAP_DATA -> {
        return destination;
      }
      default -> {
        int source = cursor.u16(0);
        return switch (source) {
          case L2TP, TEREDO, AYIYA, CAPWAP_DATA -> source;
          default -> 0;
        };
      }
    }
  }

  private static Layer tunnel(Cursor cursor, int port) {
    return switch (port) {
      case VXLAN, VXLAN_OF_LINUX -> Vxlan.enter(cursor);
      case VXLAN_GPE -> Vxlan.enterGpe(cursor);
      case GENEVE -> Geneve.enter(cursor);
      case GTP_U -> GtpU.enter(cursor);
      case L2TP -> L2tp.enter(cursor);
      case TEREDO -> Ipv6Brokers.enterTeredo(cursor);
      case AYIYA -> Ipv6Brokers.enterAyiya(cursor);
      default -> Capwap.enter(cursor);
    };
  }
}
