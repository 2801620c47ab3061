// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.util.List;

/** One file of a {@link MergedCapture}, which holds its next frame ready or at least its time. */
final class MergedFile implements Comparable<MergedFile> {
  private static final byte[] NO_BYTES = {};

  private final int index;
  private final CaptureSource source;
  private final CaptureProvider provider;
  private final Frame head = new Frame();
  private @Nullable CaptureReader reader;
  private @Nullable String backend;
  private CaptureFile lastInfo;
  private long lastPosition;
  private long nextNanos = Long.MIN_VALUE;
  private long lent;
  private long repeated;

  MergedFile(int index, CaptureSource source, CaptureProvider provider) {
    this.index = index;
    this.source = source;
    this.provider = provider;
    this.lastInfo = new CaptureFile(source.name(), "", 0, List.of(), List.of());
  }

  /** Notes that the file is no capture: nothing of it can be read. */
  void refuse(CaptureException refusal) {
    CaptureDamage damage = new CaptureDamage(source.name(), refusal.offset(), refusal.reason());
    lastInfo = new CaptureFile(source.name(), "", 0, List.of(), List.of(damage));
  }

  /** By the instant of the next frame, then in the order given. */
  @Override
  public int compareTo(MergedFile other) {
    int byTime = Long.compare(nextNanos, other.nextNanos);
    return byTime != 0 ? byTime : Integer.compare(index, other.index);
  }

  /** Whether the next frame can be lent at once. */
  boolean isOpen() {
    return reader != null;
  }

  /**
   * Looks at the first frame, and closes the file again if it can be opened again.
   *
   * @return whether there is one
   */
  boolean openFirst() throws IOException {
    boolean hasFrames = openAgain();
    if (hasFrames && source.isReopenable()) {
      close();
      lastPosition = 0;
    }
    return hasFrames;
  }

  /** Opens the file at its first frame; false if it has none (any more). */
  boolean openAgain() throws IOException {
    reader = provider.open(source);
    backend = reader.info().backend();
    return advance();
  }

  /** Steps to the next frame, which ends the loan of the last; false at the end of the file. */
  boolean advance() throws IOException {
    if (reader == null || !reader.next(head)) {
      close();
      return false;
    }
    nextNanos = Math.max(nextNanos, head.timestampNanos());
    return true;
  }

  /** Whether the next frame of both has its place at the same instant. */
  boolean isAtInstantOf(MergedFile other) {
    return nextNanos == other.nextNanos;
  }

  /** Whether the frame that {@link #advance} stepped to is a record that was lent already. */
  boolean isRepeated(RepeatedRecords records, boolean contested) {
    boolean isRepeated = records.isRepeated(head, nextNanos, index, contested);
    if (isRepeated) {
      repeated++;
    }
    return isRepeated;
  }

  /** Lends the frame that {@link #advance} stepped to. */
  void lend(Frame frame) {
    frame.lendFrom(head);
    frame.setOrigin(head.timestampNanos(), head.linkType(), head.number(), index);
    lent++;
  }

  /** What is known of the file; its frames are those lent, not the one held ready. */
  CaptureFile info() {
    CaptureFile known = reader == null ? lastInfo : ownFile(reader);
    return new CaptureFile(
        known.name(), known.format(), lent, repeated, known.interfaces(), known.damages());
  }

  /** The backend that reads it; null if none could. */
  @Nullable
  String backend() {
    return backend;
  }

  /** Octets read of it, those of the first look not counted. */
  long position() {
    return reader == null ? lastPosition : reader.position();
  }

  void close() throws IOException {
    if (reader != null) {
      lastInfo = ownFile(reader);
      lastPosition = reader.position();
      CaptureReader open = reader;
      reader = null;
      head.setBytes(NO_BYTES, 0, 0, 0); // or the reader's buffer would outlive it
      open.close();
    }
  }

  private static CaptureFile ownFile(CaptureReader reader) {
    return reader.info().files().get(0);
  }
}
