// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

/**
 * One captured frame, lent by a {@link CaptureReader} until its next call. The frame's octets are
 * {@code bytes()[offset() .. offset() + capturedLength())}; the array is the reader's buffer and
 * must not be written or kept.
 *
 * <p>Always {@code capturedLength ≤ originalLength}: a snap length cuts the end of a frame, and the
 * lengths of the protocols are read from their headers, never from the captured length.
 */
public final class Frame {
  private byte[] bytes = new byte[0];
  private int offset;
  private int capturedLength;
  private int originalLength;
  private long timestampNanos;
  private int linkType;
  private long number;
  private int source;

  /** An empty frame for a reader to fill. */
  public Frame() {}

  /**
   * Points this frame at the octets of a record.
   *
   * @param bytes the buffer that holds them
   * @param offset index of the first octet of the frame in {@code bytes}
   * @param capturedLength octets present, at least 0
   * @param originalLength octets on the wire; raised to {@code capturedLength} where a file claims
   *     less
   */
  public void setBytes(byte[] bytes, int offset, int capturedLength, int originalLength) {
    // Readers lend the same array frame after frame; not storing it again spares the collector's
    // write barrier.
    if (this.bytes != bytes) {
      this.bytes = bytes;
    }
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.originalLength = Math.max(capturedLength, originalLength);
  }

  /**
   * Says where and when the frame was captured.
   *
   * @param timestampNanos capture time, nanoseconds since 1970-01-01T00:00:00Z
   * @param linkType registry number of the link type ({@link LinkType})
   * @param number 1-based number of the frame in its own file, as other analyzers count
   * @param source index of its file in {@link CaptureInfo#files()}
   */
  public void setOrigin(long timestampNanos, int linkType, long number, int source) {
    this.timestampNanos = timestampNanos;
    this.linkType = linkType;
    this.number = number;
    this.source = source;
  }

  /** Makes this frame lend the same octets as {@code other}. */
  public void lendFrom(Frame other) {
    setBytes(other.bytes, other.offset, other.capturedLength, other.originalLength);
    setOrigin(other.timestampNanos, other.linkType, other.number, other.source);
  }

  /** The buffer that holds the frame; valid until the reader's next call. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index of the frame's first octet in {@link #bytes()}. */
  public int offset() {
    return offset;
  }

  /** Octets present in the capture. */
  public int capturedLength() {
    return capturedLength;
  }

  /** Octets on the wire. */
  public int originalLength() {
    return originalLength;
  }

  /** Capture time in nanoseconds since the epoch. */
  public long timestampNanos() {
    return timestampNanos;
  }

  /** Registry number of the link type; see {@link LinkType}. */
  public int linkType() {
    return linkType;
  }

  /** 1-based number of the frame in its own file. */
  public long number() {
    return number;
  }

  /** Index of the frame's file in {@link CaptureInfo#files()}. */
  public int source() {
    return source;
  }
}
