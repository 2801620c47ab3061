// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which frames of a merged capture are records that another of its files holds too, as at the
 * seams of a ring whose files overlap. Records are the same if time, link type, both lengths and
 * all octets are. Within one file nothing is ever a repetition: of a record that files hold two,
 * one and three times, three are kept, the first that come.
 *
 * <p>Only records of one instant can be the same, so that only those are remembered, and only while
 * another file has a frame of that instant ready: files that do not overlap cost nothing. Frames of
 * time 0, which is what formats without time say, are never the same.
 */
final class RepeatedRecords {
  /** Different records of one instant that are remembered; more are not compared. */
  static final int CAPACITY = 1 << 16;

  private final MessageDigest digest;
  private final ByteBuffer description = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES);
  private final Map<ByteBuffer, Copies> records = new HashMap<>();
  private long instant;

  RepeatedRecords() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Looks at the next frame of the merged capture.
   *
   * @param frame about to be lent
   * @param mergedAt the instant at which the merge has arrived, which does not decrease
   * @param file index of the file that it comes from; of one instant, files come in order
   * @param contested whether another file has a frame of that instant ready
   * @return whether the same record was already lent from another file
   */
  boolean isRepeated(Frame frame, long mergedAt, int file, boolean contested) {
    if (mergedAt != instant) {
      records.clear();
      instant = mergedAt;
    }
    if (!contested && records.isEmpty() || frame.timestampNanos() == 0) {
      return false;
    }
    ByteBuffer key = key(frame);
    Copies copies = records.get(key);
    if (copies == null && records.size() < CAPACITY) {
      records.put(key, new Copies(file));
    }
    return copies != null && !copies.isNew(file);
  }

  private ByteBuffer key(Frame frame) {
    description.clear().putLong(frame.timestampNanos());
    description.putInt(frame.linkType()).putInt(frame.originalLength());
    digest.update(description.array());
    digest.update(frame.bytes(), frame.offset(), frame.capturedLength());
    return ByteBuffer.wrap(digest.digest());
  }

  /** How often one record was there. */
  private static final class Copies {
    private int file;
    private int inFile = 1;
    private int most = 1;

    Copies(int file) {
      this.file = file;
    }

    /** Counts one more, and says whether no file before had so many. */
    boolean isNew(int next) {
      inFile = next == file ? inFile + 1 : 1;
      file = next;
      boolean isNew = inFile > most;
      most = Math.max(most, inFile);
      return isNew;
    }
  }
}
