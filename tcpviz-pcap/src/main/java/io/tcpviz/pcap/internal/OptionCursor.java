// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

/** Walks the options of one pcapng block, which is at hand as a whole. */
final class OptionCursor {
  private static final int END_OF_OPTIONS = 0;
  private static final int HEADER = 4;

  private final InputWindow input;
  private final int end;
  private int next;
  private int code;
  private int value;
  private int length;
  private boolean overrun;

  /**
   * Stands before the first option.
   *
   * @param start index of the first option in the window's array
   * @param end index behind the last
   */
  OptionCursor(InputWindow input, int start, int end) {
    this.input = input;
    this.next = start;
    this.end = end;
  }

  /** Moves to the next option; false at the end of the list, or before one that overruns it. */
  boolean advance() {
    if (end - next < HEADER) {
      return false;
    }
    code = input.uint16(next);
    length = input.uint16(next + 2);
    value = next + HEADER;
    overrun = length > end - value;
    if (overrun || code == END_OF_OPTIONS) {
      next = end;
      return false;
    }
    next = value + ((length + 3) & ~3);
    return true;
  }

  int code() {
    return code;
  }

  /** Index of the value in the window's array. */
  int value() {
    return value;
  }

  /** Octets of the value, without padding. */
  int length() {
    return length;
  }

  /** Whether the list ended in an option that claims to reach beyond its block. */
  boolean overrun() {
    return overrun;
  }
}
