// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * What the beginning of a file says. A capture is known by its first frame: its time, its lengths
 * and its octets. That stays the same whatever the file is called, when it is copied, or packed.
 *
 * @param state whether there is a first frame
 * @param firstNanos when it was captured, nanoseconds since the epoch
 * @param fingerprint stands for its octets and lengths
 * @param octets the file up to the end of that frame, or as much of it as is kept
 * @param isPacked whether the file is compressed
 * @param reason why the file is no capture; empty otherwise
 */
record Head(
    State state,
    long firstNanos,
    long fingerprint,
    ByteBuffer octets,
    boolean isPacked,
    String reason) {
  /** What can be said of a file. */
  enum State {
    /** Its first frame is there. */
    READABLE,
    /** It may become a capture. */
    INCOMPLETE,
    /** It is no capture. */
    FOREIGN
  }

  /** Octets kept of a head at most. */
  static final int KEPT = 1 << 14;

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);
  private static final Head INCOMPLETE = without(State.INCOMPLETE, "");

  /**
   * Looks into a file.
   *
   * @throws IOException if it cannot be read
   */
  static Head of(String name, FileChannel file, CaptureProvider provider) throws IOException {
    HeadChannel channel = new HeadChannel(file);
    try (CaptureReader reader = provider.open(CaptureSource.of(name, channel))) {
      Frame frame = new Frame();
      if (!reader.next(frame)) {
        return channel.hasReachedEnd() ? INCOMPLETE : foreign("holds no frame");
      }
      Head head = readable(channel, reader, frame);
      return head.isStill(file) ? head : INCOMPLETE; // or it was made anew meanwhile
    } catch (CaptureException e) {
      return channel.hasReachedEnd() ? INCOMPLETE : foreign(e.reason());
    }
  }

  private static Head readable(HeadChannel channel, CaptureReader reader, Frame first) {
    CRC32C octets = new CRC32C();
    octets.update(first.bytes(), first.offset(), first.capturedLength());
    long lengths = (long) first.originalLength() << 16 ^ first.linkType();
    return new Head(
        State.READABLE,
        first.timestampNanos(),
        octets.getValue() ^ lengths << Integer.SIZE,
        ByteBuffer.wrap(channel.first(reader.position())),
        reader.info().files().get(0).format().contains(", "),
        "");
  }

  /** That of a file that is no capture, or cannot be read. */
  static Head foreign(String reason) {
    return without(State.FOREIGN, reason);
  }

  private static Head without(State state, String reason) {
    return new Head(state, 0, 0, NONE, false, reason);
  }

  boolean isReadable() {
    return state == State.READABLE;
  }

  /** Whether the file still begins as it did when this was read. */
  boolean isStill(FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(octets.remaining());
    while (buffer.hasRemaining()) {
      if (file.read(buffer, buffer.position()) < 0) {
        return false;
      }
    }
    return octets.equals(buffer.flip());
  }
}
