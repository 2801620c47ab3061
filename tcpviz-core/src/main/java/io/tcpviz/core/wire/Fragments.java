// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins the pieces of IP packets that may hold TCP, within bounds. Packets that are not cut never
 * come here.
 *
 * <p>Octets that come twice keep their first value, as most receivers of IPv4 have it; in IPv6 an
 * overlap makes the packet worthless (RFC 5722 §4).
 */
final class Fragments {
  /** Octets kept: what Linux allows one network namespace ({@code ipfrag_high_thresh}). */
  static final int MAX_OCTETS = 4 << 20;

  /**
   * Packets kept: more than are in flight together on any path whose identifications of 16 bits
   * still tell them apart within the time below.
   */
  static final int MAX_DATAGRAMS = 1024;

  /** How long pieces wait for the others, as in Linux ({@code ipfrag_time}). */
  static final long MAX_WAIT_NANOS = 30_000_000_000L;

  /** What tells packets apart; in IPv6 the protocol does not (RFC 8200 §4.5) and is 0 here. */
  private record Key(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int id,
      int protocol) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.sourceHigh == sourceHigh
          && key.sourceLow == sourceLow
          && key.destinationHigh == destinationHigh
          && key.destinationLow == destinationLow
          && key.id == id
          && key.protocol == protocol;
    }

    @Override
    public int hashCode() {
      long source = sourceHigh * 31 + sourceLow;
      long destination = destinationHigh * 31 + destinationLow;
      return Long.hashCode(
          ((source * 31 + destination) * 31 + (id ^ protocol << 16)) * 0x9E37_79B9_7F4A_7C15L);
    }
  }

  private final Map<Key, Datagram> datagrams = new LinkedHashMap<>(); // the oldest first

  private long octets;
  private long joined;

  /**
   * Frames that ended with {@link SkipReason#FRAGMENT} although their packets became whole later.
   */
  long joined() {
    return joined;
  }

  /** Octets of memory held. */
  long octets() {
    return octets;
  }

  /**
   * Takes the piece of a packet whose addresses are those of the cursor's segment.
   *
   * @param id its identification
   * @param offset of its first octet
   * @param more whether others follow behind it
   * @return the payload of the packet, if it is whole now
   */
  Layer enter(Cursor cursor, int id, int offset, boolean more) {
    TcpSegment segment = cursor.segment;
    boolean ipv4 = segment.ipVersion == 4;
    Key key =
        new Key(
            segment.sourceHigh,
            segment.sourceLow,
            segment.destinationHigh,
            segment.destinationLow,
            id,
            ipv4 ? cursor.protocol : 0);
    expire(cursor.timestampNanos);
    Datagram datagram = datagrams.get(key);
    if (datagram == null && !isWorthIt(cursor, offset)) {
      return cursor.protocol == IpPayload.UDP
          ? cursor.skip(SkipReason.NOT_TCP)
          : Layer.IP_PAYLOAD; // whose number says why it holds no TCP
    }
    int length = cursor.payloadLength;
    if (length == 0 || more && (length & 7) != 0 || offset + length > Datagram.MAX_LENGTH) {
      return cursor.skip(SkipReason.BAD_IP_HEADER);
    }
    if (datagram == null) {
      datagram = new Datagram(cursor.timestampNanos);
      datagrams.put(key, datagram);
      octets += datagram.capacity();
    }
    octets -= datagram.capacity();
    datagram.add(cursor, offset, more, !ipv4);
    octets += datagram.capacity();
    return datagram.isWhole() ? whole(cursor, key, datagram) : waiting(cursor);
  }

  /**
   * Whether TCP may be in it. Of UDP only what begins like a tunnel: its other pieces name no port,
   * and most of it is none.
   */
  private static boolean isWorthIt(Cursor cursor, int offset) {
    return cursor.protocol == IpPayload.UDP
        ? cursor.tunnels == Tunnels.INNER && offset == 0 && Udp.mayBeTunnel(cursor)
        : IpPayload.mayHoldTcp(cursor);
  }

  private Layer whole(Cursor cursor, Key key, Datagram datagram) {
    forget(key, datagram);
    joined += datagram.frames() - 1;
    cursor.begin(datagram);
    return Layer.IP_PAYLOAD;
  }

  private Layer waiting(Cursor cursor) {
    Iterator<Datagram> oldest = datagrams.values().iterator();
    while (octets > MAX_OCTETS || datagrams.size() > MAX_DATAGRAMS) {
      octets -= oldest.next().capacity();
      oldest.remove();
    }
    return cursor.skip(SkipReason.FRAGMENT);
  }

  private void expire(long nowNanos) {
    Iterator<Datagram> oldest = datagrams.values().iterator();
    while (oldest.hasNext()) {
      Datagram datagram = oldest.next();
      if (nowNanos - datagram.firstNanos() <= MAX_WAIT_NANOS) {
        return;
      }
      octets -= datagram.capacity();
      oldest.remove();
    }
  }

  private void forget(Key key, Datagram datagram) {
    datagrams.remove(key);
    octets -= datagram.capacity();
  }
}
