// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;

/**
 * Turns frames into segments. Total over all byte strings: whatever a frame holds, it either fills
 * the segment or names a {@link SkipReason}; it never throws and never reads outside the frame.
 *
 * <p>Lengths come from the headers: the padding behind a short Ethernet frame is not payload, and a
 * snap length takes nothing from {@link TcpSegment#payloadLength()}. Where the sending host leaves
 * the length of the IP packet 0 for its network card to fill in, the frame's original length stands
 * in for it. A packet that claims more octets than its frame had is taken at its word.
 *
 * <p>The pieces of packets that may hold TCP are kept until they are whole, within bounds of time
 * and memory. The segment in them bears the number and the time of the frame that brought the last
 * missing piece.
 */
public final class SegmentDecoder {
  private final Cursor cursor;

  /** A decoder for one thread, which looks into tunnels. */
  public SegmentDecoder() {
    this(Tunnels.INNER);
  }

  /** A decoder for one thread. */
  public SegmentDecoder(Tunnels tunnels) {
    cursor = new Cursor(tunnels);
  }

  /**
   * Decodes one frame.
   *
   * @param frame lent by a reader
   * @param segment overwritten when true is returned, undefined otherwise
   * @return whether the frame holds a TCP segment, or the last piece of one; if not, {@link
   *     #skipReason()} says why
   */
  public boolean decode(Frame frame, TcpSegment segment) {
    cursor.begin(frame, segment);
    Layer layer =
        frame.linkType() == LinkType.ETHERNET ? Ethernet.enter(cursor) : first(frame.linkType());
    // What nearly all frames hold, without a loop.
    if (layer == Layer.IPV4) {
      layer = Ipv4.enter(cursor);
    }
    if (layer == Layer.TCP) {
      layer = TcpHeader.enter(cursor);
    }
    while (layer != Layer.SEGMENT) {
      if (layer == Layer.NONE) {
        return false;
      }
      layer = layer.enter(cursor);
    }
    segment.frameNumber = frame.number();
    segment.source = frame.source();
    segment.timestampNanos = frame.timestampNanos();
    return true;
  }

  /** Why the last {@link #decode} returned false. */
  public SkipReason skipReason() {
    return cursor.skipReason;
  }

  /**
   * Frames skipped with {@link SkipReason#FRAGMENT} so far whose packets have become whole since:
   * they belong under {@link SkipReason#REASSEMBLED}.
   */
  public long joinedFragments() {
    return cursor.fragments.joined();
  }

  private Layer first(int linkType) {
    Layer layer = Layer.ofLinkType(linkType);
    return layer == Layer.NONE ? cursor.skip(SkipReason.UNSUPPORTED_LINK_TYPE) : layer;
  }
}
