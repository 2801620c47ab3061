// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * The octets of a source, seen through one reused array that only moves forward.
 *
 * <pre>
 *   source   ──────────[ consumed | at hand      | free ]────────▶
 *                      0          position       limit   bytes.length
 * </pre>
 *
 * <p>Octets are handed out in place. What is at hand stays where it is until {@link #require} or
 * {@link #skip} must read on; then the remainder moves to the front. The array grows only when it
 * is full of octets that were really read, so a length that a file merely claims allocates nothing.
 */
final class InputWindow implements Closeable {
  /** Large enough for reads to run at the speed of the copy, small enough to stay in cache. */
  static final int CAPACITY = 1 << 18;

  private final ReadableByteChannel channel;
  private final @Nullable FileChannel file;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private byte[] bytes;
  private ByteBuffer view;
  private int position;
  private int limit;
  private long offsetOfFirst;

  InputWindow(ReadableByteChannel channel, int capacity) {
    this(channel, capacity, null);
  }

  private InputWindow(ReadableByteChannel channel, int capacity, @Nullable FileChannel file) {
    this.channel = channel;
    this.file = file;
    this.bytes = new byte[capacity];
    this.view = ByteBuffer.wrap(bytes);
  }

  /** Opens a source. */
  static InputWindow of(CaptureSource source) throws IOException {
    ReadableByteChannel channel = source.open();
    boolean isFile = source.isReopenable() && channel instanceof FileChannel; // and no named pipe
    return new InputWindow(channel, CAPACITY, isFile ? (FileChannel) channel : null);
  }

  /**
   * Brings octets to hand, reading on if there are too few.
   *
   * @param count how many, counted from {@link #position()}
   * @return false if the source ends before
   */
  boolean require(int count) throws IOException {
    return limit - position >= count || fill(count);
  }

  /** Consumes octets that are at hand. */
  void advance(int count) {
    position += count;
  }

  /**
   * Consumes octets, whether at hand or not.
   *
   * @return false if the source ends before; all of it is consumed then
   */
  boolean skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (!require(1)) {
        return false;
      }
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
    return true;
  }

  /** The array that holds the octets at hand. */
  byte[] bytes() {
    return bytes;
  }

  /** Index in {@link #bytes()} of the first octet not yet consumed. */
  int position() {
    return position;
  }

  /** Octets of the source before {@link #position()}. */
  long offset() {
    return offsetOfFirst + position;
  }

  /** How many octets are at hand without reading on. */
  int available() {
    return limit - position;
  }

  /**
   * Why the source ended where a part such as a record would begin or go on; null where it simply
   * is at its end. A file can lose what was read of it already: then more may be missing.
   */
  @Nullable
  String endedEarly(String part) throws IOException {
    if (available() > 0) {
      return "cut short inside a " + part;
    }
    return file != null && file.size() < offset() ? "became shorter while it was read" : null;
  }

  /** The byte order of the numbers from now on. */
  void order(ByteOrder newOrder) {
    order = newOrder;
    view.order(newOrder);
  }

  /** Changes to the other byte order. */
  void swapOrder() {
    order(order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /** The number in the 2 octets at an index of {@link #bytes()}. */
  int uint16(int index) {
    return Short.toUnsignedInt(view.getShort(index));
  }

  /** The number in the 4 octets at an index of {@link #bytes()}, its top bit as the sign. */
  int int32(int index) {
    return view.getInt(index);
  }

  /** The number in the 4 octets at an index of {@link #bytes()}. */
  long uint32(int index) {
    return Integer.toUnsignedLong(view.getInt(index));
  }

  /** The number in the 8 octets at an index of {@link #bytes()}. */
  long int64(int index) {
    return view.getLong(index);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private boolean fill(int count) throws IOException {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    offsetOfFirst += position;
    limit -= position;
    position = 0;
    while (limit < count) {
      if (limit == bytes.length) {
        grow();
      }
      view.position(limit);
      int read = channel.read(view);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  private void grow() {
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    view = ByteBuffer.wrap(bytes).order(order);
  }
}
