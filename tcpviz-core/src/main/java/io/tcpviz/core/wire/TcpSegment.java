// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.tcp.TcpFlags;

/**
 * The TCP part of one frame, decoded into plain numbers. One instance serves a whole capture: a
 * {@link SegmentDecoder} overwrites it with each frame. It holds no octets of the frame.
 *
 * <p>Names follow RFC 9293 §3.3.1: {@code SEG.SEQ}, {@code SEG.ACK}, {@code SEG.LEN}, {@code
 * SEG.WND}.
 */
public final class TcpSegment {
  /** Most SACK blocks that fit into the options of one segment (RFC 2018 §3). */
  public static final int MAX_SACK_BLOCKS = 4;

  // Written by SegmentDecoder alone, field by field, with every frame.
  long frameNumber;
  int source;
  long timestampNanos;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;
  int ipVersion;
  int ipId;
  int hopLimit;
  int seq;
  int ack;
  int flags;
  int window;
  int checksum;
  ChecksumCheck checksumCheck = ChecksumCheck.NOT_MADE;
  int payloadLength;
  int capturedPayloadLength;
  int mss;
  int windowShift;
  boolean sackPermitted;
  boolean hasTimestamps;
  int tsVal;
  int tsEcr;
  int sackCount;
  final int[] sackEdges = new int[2 * MAX_SACK_BLOCKS];

  /** An empty segment for a {@link SegmentDecoder} to fill. */
  public TcpSegment() {}

  /** 1-based number of the frame in its own file. */
  public long frameNumber() {
    return frameNumber;
  }

  /** Index of the frame's file among the files of the capture. */
  public int source() {
    return source;
  }

  /** Capture time in nanoseconds since the epoch. */
  public long timestampNanos() {
    return timestampNanos;
  }

  /** First eight octets of the source address; 0 for IPv4. */
  public long sourceHigh() {
    return sourceHigh;
  }

  /** Last eight octets of the source address; IPv4 addresses are IPv4-mapped. */
  public long sourceLow() {
    return sourceLow;
  }

  /** First eight octets of the destination address; 0 for IPv4. */
  public long destinationHigh() {
    return destinationHigh;
  }

  /** Last eight octets of the destination address; IPv4 addresses are IPv4-mapped. */
  public long destinationLow() {
    return destinationLow;
  }

  /** Source port, 0 to 65535. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Destination port, 0 to 65535. */
  public int destinationPort() {
    return destinationPort;
  }

  /** 4 or 6. */
  public int ipVersion() {
    return ipVersion;
  }

  /** Identification field of the IPv4 header, 0 to 65535; 0 for IPv6, which has none. */
  public int ipId() {
    return ipId;
  }

  /** Time to live (IPv4) or hop limit (IPv6). */
  public int hopLimit() {
    return hopLimit;
  }

  /** SEG.SEQ: sequence number of the first octet, or of the SYN. */
  public int seq() {
    return seq;
  }

  /** SEG.ACK; meaningful only if {@link TcpFlags#ACK} is set. */
  public int ack() {
    return ack;
  }

  /** The control bits, as in {@link TcpFlags}. */
  public int flags() {
    return flags;
  }

  /** The window field as it stands in the header, not scaled. */
  public int window() {
    return window;
  }

  /** The checksum field as it stands in the header. */
  public int checksum() {
    return checksum;
  }

  /**
   * Whether the checksum holds. Only SYN, FIN and RST segments without payload are verified, and
   * only where the capture has all of the header: they change the state of a connection at once,
   * while octets that are damaged are acknowledged by nobody.
   */
  public ChecksumCheck checksumCheck() {
    return checksumCheck;
  }

  /** Payload octets by the lengths in the headers, whatever the snap length kept of them. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Payload octets present in the capture; at most {@link #payloadLength()}. */
  public int capturedPayloadLength() {
    return capturedPayloadLength;
  }

  /** Whether the given control bit is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Whether at least one of the given control bits is set. */
  public boolean hasAny(int anyOf) {
    return (flags & anyOf) != 0;
  }

  /** SEG.LEN: payload octets, and one each for SYN and FIN (RFC 9293 §3.4). */
  public int segmentLength() {
    return payloadLength + (flags >> 1 & 1) + (flags & 1);
  }

  /** SEG.SEQ + SEG.LEN: the sequence number behind this segment. */
  public int endSeq() {
    return seq + segmentLength();
  }

  /** Maximum segment size option (RFC 9293 §3.7.1) in octets, or 0 if absent. */
  public int mss() {
    return mss;
  }

  /** Window scale option (RFC 7323 §2.2) as sent, or -1 if absent. */
  public int windowShift() {
    return windowShift;
  }

  /** Whether the SACK-permitted option (RFC 2018 §2) is present. */
  public boolean sackPermitted() {
    return sackPermitted;
  }

  /** Whether the timestamps option (RFC 7323 §3.2) is present. */
  public boolean hasTimestamps() {
    return hasTimestamps;
  }

  /** TSval; meaningful only with {@link #hasTimestamps()}. */
  public int tsVal() {
    return tsVal;
  }

  /** TSecr; meaningful only with {@link #hasTimestamps()} and {@link TcpFlags#ACK}. */
  public int tsEcr() {
    return tsEcr;
  }

  /** SACK blocks present, 0 to {@link #MAX_SACK_BLOCKS}. */
  public int sackCount() {
    return sackCount;
  }

  /** Left edge of a SACK block: its first sequence number (RFC 2018 §3). */
  public int sackStart(int index) {
    return sackEdges[2 * index];
  }

  /** Right edge of a SACK block: the sequence number behind its last. */
  public int sackEnd(int index) {
    return sackEdges[2 * index + 1];
  }
}
