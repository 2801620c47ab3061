// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;

/**
 * Turns frames into segments. Total over all byte strings: whatever a frame holds, it either fills
 * the segment or names a {@link SkipReason}; it never throws and never reads outside the frame.
 *
 * <p>Lengths come from the headers: the padding behind a short Ethernet frame is not payload, and a
 * snap length takes nothing from {@link TcpSegment#payloadLength()}. Where the sending host leaves
 * the length of the IP packet 0 for its network card to fill in, the frame's original length stands
 * in for it. A packet that claims more octets than its frame had is taken at its word.
 */
public final class SegmentDecoder {
  private static final int CONTROL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  private SkipReason skipReason = SkipReason.NOT_IP;

  /** A decoder for one thread. */
  public SegmentDecoder() {}

  /**
   * Decodes one frame.
   *
   * @param frame lent by a reader
   * @param segment overwritten when true is returned, undefined otherwise
   * @return whether the frame holds a TCP segment; if not, {@link #skipReason()} says why
   */
  public boolean decode(Frame frame, TcpSegment segment) {
    int at = frame.offset();
    return switch (frame.linkType()) {
      case LinkType.ETHERNET -> ethernet(frame, at, segment);
      case LinkType.LINUX_SLL -> linuxCooked(frame, at, segment);
      case LinkType.LINUX_SLL2 -> linuxCooked2(frame, at, segment);
      case LinkType.NULL, LinkType.LOOP -> loopback(frame, at, segment);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> raw(frame, at, segment);
      case LinkType.IPV4 -> ipv4(frame, at, segment);
      case LinkType.IPV6 -> ipv6(frame, at, segment);
      default -> skip(SkipReason.UNSUPPORTED_LINK_TYPE);
    };
  }

  /** Why the last {@link #decode} returned false. */
  public SkipReason skipReason() {
    return skipReason;
  }

  private boolean skip(SkipReason reason) {
    skipReason = reason;
    return false;
  }

  /** Octets of the frame present from {@code at} on; negative if {@code at} lies behind its end. */
  private static int available(Frame frame, int at) {
    return frame.offset() + frame.capturedLength() - at;
  }

  /** Octets that the frame had from {@code at} on before a snap length cut it. */
  private static int original(Frame frame, int at) {
    return frame.offset() + frame.originalLength() - at;
  }

  private boolean ethernet(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < Ethernet.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    int type = Ethernet.typeOrLength(frame.bytes(), at);
    return linkPayload(type, frame, at + Ethernet.HEADER_LENGTH, segment);
  }

  private boolean linuxCooked(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < LinuxCooked.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    int type = LinuxCooked.protocol(frame.bytes(), at);
    return linkPayload(type, frame, at + LinuxCooked.HEADER_LENGTH, segment);
  }

  private boolean linuxCooked2(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < LinuxCooked2.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    int type = LinuxCooked2.protocol(frame.bytes(), at);
    return linkPayload(type, frame, at + LinuxCooked2.HEADER_LENGTH, segment);
  }

  private boolean loopback(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < Loopback.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    int family =
        frame.linkType() == LinkType.NULL
            ? Loopback.familyOfEitherOrder(frame.bytes(), at)
            : Loopback.family(frame.bytes(), at);
    if (Loopback.isIpv4(family)) {
      return ipv4(frame, at + Loopback.HEADER_LENGTH, segment);
    }
    if (Loopback.isIpv6(family)) {
      return ipv6(frame, at + Loopback.HEADER_LENGTH, segment);
    }
    return skip(SkipReason.NOT_IP);
  }

  private boolean raw(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < 1) {
      return skip(SkipReason.CUT_SHORT);
    }
    return Ipv4.version(frame.bytes(), at) == 6
        ? ipv6(frame, at, segment)
        : ipv4(frame, at, segment);
  }

  private boolean linkPayload(int type, Frame frame, int at, TcpSegment segment) {
    if (type == Ethernet.IPV4) {
      return ipv4(frame, at, segment);
    }
    if (type == Ethernet.IPV6) {
      return ipv6(frame, at, segment);
    }
    if (VlanTag.isAnnouncedBy(type)) {
      return vlan(frame, at, segment);
    }
    return type <= Ethernet.MAX_LENGTH ? llc(frame, at, segment) : skip(Wrapping.ofEtherType(type));
  }

  /** A loop, because a hostile frame may be one stack of tags. */
  private boolean vlan(Frame frame, int tag, TcpSegment segment) {
    int type;
    int at = tag;
    do {
      if (available(frame, at) < VlanTag.LENGTH) {
        return skip(SkipReason.CUT_SHORT);
      }
      type = VlanTag.typeOrLength(frame.bytes(), at);
      at += VlanTag.LENGTH;
    } while (VlanTag.isAnnouncedBy(type));
    return linkPayload(type, frame, at, segment);
  }

  private boolean llc(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < Snap.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    if (!Snap.isPresent(frame.bytes(), at)) {
      return skip(SkipReason.LLC);
    }
    int type = Snap.etherType(frame.bytes(), at);
    return switch (type) {
      case Ethernet.IPV4 -> ipv4(frame, at + Snap.HEADER_LENGTH, segment);
      case Ethernet.IPV6 -> ipv6(frame, at + Snap.HEADER_LENGTH, segment);
      default -> skip(Wrapping.ofEtherType(type));
    };
  }

  private boolean ipv4(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < Ipv4.MIN_HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    byte[] bytes = frame.bytes();
    int headerLength = Ipv4.headerLength(bytes, at);
    int totalLength = Ipv4.totalLength(bytes, at);
    if (totalLength == 0) {
      totalLength = original(frame, at);
    }
    if (Ipv4.version(bytes, at) != 4
        || headerLength < Ipv4.MIN_HEADER_LENGTH
        || totalLength < headerLength) {
      return skip(SkipReason.BAD_IP_HEADER);
    }
    if (Ipv4.protocol(bytes, at) != TcpHeader.PROTOCOL) {
      return skip(Wrapping.ofProtocol(Ipv4.protocol(bytes, at)));
    }
    if (Ipv4.isFragment(bytes, at)) {
      return skip(SkipReason.FRAGMENT);
    }
    segment.ipVersion = 4;
    segment.ipId = Ipv4.id(bytes, at);
    segment.hopLimit = Ipv4.timeToLive(bytes, at);
    segment.sourceHigh = 0;
    segment.sourceLow = Endpoint.mapIpv4(Ipv4.source(bytes, at));
    segment.destinationHigh = 0;
    segment.destinationLow = Endpoint.mapIpv4(Ipv4.destination(bytes, at));
    return tcp(frame, at + headerLength, totalLength - headerLength, segment);
  }

  private boolean ipv6(Frame frame, int at, TcpSegment segment) {
    if (available(frame, at) < Ipv6.HEADER_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    byte[] bytes = frame.bytes();
    if (Ipv6.version(bytes, at) != 6) {
      return skip(SkipReason.BAD_IP_HEADER);
    }
    segment.ipVersion = 6;
    segment.ipId = 0;
    segment.hopLimit = Ipv6.hopLimit(bytes, at);
    segment.sourceHigh = Ipv6.sourceHigh(bytes, at);
    segment.sourceLow = Ipv6.sourceLow(bytes, at);
    segment.destinationHigh = Ipv6.destinationHigh(bytes, at);
    segment.destinationLow = Ipv6.destinationLow(bytes, at);
    int payload = at + Ipv6.HEADER_LENGTH;
    int length = Ipv6.payloadLength(bytes, at);
    if (length == 0) {
      length = original(frame, payload);
    }
    int protocol = Ipv6.nextHeader(bytes, at);
    return protocol == TcpHeader.PROTOCOL
        ? tcp(frame, payload, length, segment)
        : ipv6Extensions(protocol, frame, payload, length, segment);
  }

  private boolean ipv6Extensions(
      int type, Frame frame, int start, int payloadLength, TcpSegment segment) {
    int next = type;
    int at = start;
    int length = payloadLength;
    boolean fragment = false;
    while (Ipv6Extension.isAnnouncedBy(next) && !fragment) {
      if (available(frame, at) < Ipv6Extension.MIN_LENGTH) {
        return skip(SkipReason.CUT_SHORT);
      }
      fragment = Ipv6Extension.isFragment(next, frame.bytes(), at);
      int extensionLength = Ipv6Extension.length(next, frame.bytes(), at);
      if (extensionLength > length) {
        return skip(SkipReason.BAD_IP_HEADER);
      }
      next = Ipv6Extension.nextHeader(frame.bytes(), at);
      at += extensionLength;
      length -= extensionLength;
    }
    if (next != TcpHeader.PROTOCOL && !Ipv6Extension.isAnnouncedBy(next)) {
      return skip(Wrapping.ofProtocol(next));
    }
    return fragment ? skip(SkipReason.FRAGMENT) : tcp(frame, at, length, segment);
  }

  /** {@code length} is that of header and payload, by the headers before this one. */
  private boolean tcp(Frame frame, int at, int length, TcpSegment segment) {
    int available = available(frame, at);
    if (length < TcpHeader.MIN_LENGTH) {
      return skip(SkipReason.BAD_TCP_HEADER);
    }
    if (available < TcpHeader.MIN_LENGTH) {
      return skip(SkipReason.CUT_SHORT);
    }
    byte[] bytes = frame.bytes();
    int headerLength = TcpHeader.length(bytes, at);
    if (headerLength < TcpHeader.MIN_LENGTH || headerLength > length) {
      return skip(SkipReason.BAD_TCP_HEADER);
    }
    segment.frameNumber = frame.number();
    segment.source = frame.source();
    segment.timestampNanos = frame.timestampNanos();
    segment.sourcePort = TcpHeader.sourcePort(bytes, at);
    segment.destinationPort = TcpHeader.destinationPort(bytes, at);
    segment.seq = TcpHeader.seq(bytes, at);
    segment.ack = TcpHeader.ack(bytes, at);
    segment.flags = TcpHeader.flags(bytes, at);
    segment.window = TcpHeader.window(bytes, at);
    segment.checksum = TcpHeader.checksum(bytes, at);
    segment.payloadLength = length - headerLength;
    boolean verified =
        segment.payloadLength == 0 && available >= headerLength && segment.hasAny(CONTROL);
    segment.checksumCheck =
        verified ? TcpChecksum.check(bytes, at, headerLength, segment) : ChecksumCheck.NOT_MADE;
    segment.capturedPayloadLength = Math.max(0, Math.min(available, length) - headerLength);
    int options = at + TcpHeader.MIN_LENGTH;
    TcpOptions.read(bytes, options, at + Math.min(headerLength, available), segment);
    return true;
  }
}
