// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import java.io.IOException;
import java.util.List;

/**
 * What the headers of a pcap's records hold behind the two lengths. A few systems once shipped a
 * libpcap that added fields and kept the magic number, so that only the records themselves tell.
 */
enum RecordLayout {
  /** Nothing. */
  STANDARD(16, ""),
  /** Nothing; the unit of time differs. */
  NANOSECOND(16, " (nanosecond)"),
  /** Interface, protocol and packet type, under a magic number of its own. */
  MODIFIED(24, " (modified)"),
  /** The same as {@link #MODIFIED}, under the usual magic number. */
  RED_HAT(24, " (Red Hat 6.1)"),
  /** Two processors more than {@link #MODIFIED}, under its magic number. */
  SUSE(28, " (SuSE 6.3)"),
  /** Four octets, under the usual magic number. */
  NOKIA(20, " (Nokia)");

  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_YEAR = 31_556_952;

  /** Octets of the fields that all layouts share. */
  private static final int SHARED = 16;

  private final int length;
  private final String suffix;

  RecordLayout(int length, String suffix) {
    this.length = length;
    this.suffix = suffix;
  }

  /** Octets before those of the frame. */
  int length() {
    return length;
  }

  /** The format of such a file, for the user. */
  String format() {
    return "pcap" + suffix;
  }

  /**
   * Which layout the first records have, of those that a magic number can stand for: another than
   * the usual one only where that one makes no sense of them and the other does.
   *
   * @param header of the file, which was consumed
   * @param usual the layout that the magic number says
   * @param longestFrame octets of the longest frame that is possible
   */
  static RecordLayout of(InputWindow input, PcapHeader header, RecordLayout usual, int longestFrame)
      throws IOException {
    List<RecordLayout> others =
        switch (usual) {
          case STANDARD -> List.of(RED_HAT, NOKIA);
          case MODIFIED -> List.of(SUSE);
          default -> List.of();
        };
    if (others.isEmpty() || usual.makesSense(input, header, longestFrame)) {
      return usual;
    }
    for (RecordLayout other : others) {
      if (other.makesSense(input, header, longestFrame) && other.isOneTime(input, header)) {
        return other;
      }
    }
    return usual;
  }

  /** Whether two records in this layout stand one behind the other. */
  private boolean makesSense(InputWindow input, PcapHeader header, int longestFrame)
      throws IOException {
    if (!input.require(SHARED) || !isRecord(input, input.position(), header, longestFrame)) {
      return false;
    }
    int recordLength = length + header.capturedLength(input, input.position());
    if (!input.require(recordLength + SHARED)) {
      return false;
    }
    return isRecord(input, input.position() + recordLength, header, longestFrame);
  }

  /** Whether the two records that make sense are also of about the same time. */
  private boolean isOneTime(InputWindow input, PcapHeader header) {
    int first = input.position();
    int second = first + length + header.capturedLength(input, first);
    return Math.abs(input.uint32(second) - input.uint32(first)) < SECONDS_PER_YEAR;
  }

  private static boolean isRecord(InputWindow input, int at, PcapHeader header, int longestFrame) {
    int captured = header.capturedLength(input, at);
    return captured >= 0
        && captured <= longestFrame
        && captured <= header.originalLength(input, at)
        && input.uint32(at + 4) < MICROS_PER_SECOND;
  }
}
