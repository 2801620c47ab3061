// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.Frame;

/**
 * Where the way through a frame stands: the octets that may be read, how many there were before a
 * snap length cut them, and what the headers so far have said. One instance serves a whole capture.
 *
 * <p>Every layer looks at the octets from {@link #at} on, moves behind its own header and says
 * which layer comes next. All progress is forward, so that the longest stack of headers costs time
 * in proportion to the length of its frame.
 */
final class Cursor {
  /**
   * Packets inside packets that are opened. Real stacks have two or three; a hostile one may have
   * as many as its frame has room for, and nobody could say which connection is meant.
   */
  static final int MAX_TUNNELS = 8;

  final Tunnels tunnels;
  final Fragments fragments = new Fragments();

  byte[] bytes = new byte[0];

  /** Index of the first octet of the layer to look at. */
  int at;

  /** Index behind the last octet present. */
  int end;

  /** Index behind the last octet there was before a snap length cut the frame. */
  int originalEnd;

  /** Octets of the payload of the IP packet last entered, by its headers alone. */
  int payloadLength;

  /** What that payload is, by the protocol numbers of IP. */
  int protocol;

  /** Capture time of the frame. */
  long timestampNanos;

  TcpSegment segment = new TcpSegment();
  SkipReason skipReason = SkipReason.NOT_IP;

  private int opened;

  Cursor(Tunnels tunnels) {
    this.tunnels = tunnels;
  }

  /** Stands before the first octet of a frame. */
  void begin(Frame frame, TcpSegment target) {
    // Readers lend the same array frame after frame, and one segment serves all: not storing the
    // references again spares the collector's write barriers.
    if (bytes != frame.bytes()) {
      bytes = frame.bytes();
    }
    if (segment != target) {
      segment = target;
    }
    at = frame.offset();
    end = at + frame.capturedLength();
    originalEnd = at + frame.originalLength();
    timestampNanos = frame.timestampNanos();
    opened = 0;
  }

  /** Stands before the payload of a packet that came in pieces. */
  void begin(Datagram datagram) {
    bytes = datagram.octets();
    at = 0;
    end = datagram.presentLength();
    originalEnd = datagram.length();
    payloadLength = datagram.length();
  }

  /** Octets present from here on. */
  int available() {
    return end - at;
  }

  /** Whether so many octets are present from here on. */
  boolean has(int octets) {
    return end - at >= octets;
  }

  /** Octets that there were from here on before a snap length cut the frame. */
  int original() {
    return originalEnd - at;
  }

  /** The octet {@code ahead} of here, which is present. */
  int u8(int ahead) {
    return Bytes.u8(bytes, at + ahead);
  }

  /** The two octets {@code ahead} of here, which are present. */
  int u16(int ahead) {
    return Bytes.u16(bytes, at + ahead);
  }

  /** The four octets {@code ahead} of here, which are present. */
  int i32(int ahead) {
    return Bytes.i32(bytes, at + ahead);
  }

  /** Moves behind a header and on to the next layer. */
  Layer past(int octets, Layer next) {
    at += octets;
    return next;
  }

  /** Leaves out what lies behind the next {@code length} octets: padding, a check sequence. */
  void narrow(int length) {
    originalEnd = Math.min(originalEnd, at + length);
    end = Math.min(end, originalEnd);
  }

  /** Ends the way without a segment. */
  Layer skip(SkipReason reason) {
    skipReason = reason;
    return Layer.NONE;
  }

  /** Ends the way at a header of which octets are missing. */
  Layer cutShort() {
    return skip(SkipReason.CUT_SHORT);
  }

  /** Ends the way at the header of a tunnel of which octets are missing, here or altogether. */
  Layer lacks(int octets) {
    return payloadLength < octets ? skip(SkipReason.NOT_TCP) : cutShort();
  }

  /**
   * Enters what an IP packet carries for others, if it is to be opened.
   *
   * @param header octets of the tunnel's own header
   * @param inner the layer behind it; {@link Layer#NONE} where there is none to enter
   */
  Layer open(int header, Layer inner) {
    if (inner == Layer.NONE) {
      return Layer.NONE;
    }
    if (tunnels == Tunnels.OUTER || ++opened > MAX_TUNNELS) {
      return skip(SkipReason.TUNNEL);
    }
    narrow(payloadLength);
    at += header;
    return inner;
  }
}
