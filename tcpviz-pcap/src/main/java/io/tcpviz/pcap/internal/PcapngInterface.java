// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInterface;
import java.nio.charset.StandardCharsets;

/** One interface of a pcapng section: how to read its packets, and what was counted of it. */
final class PcapngInterface {
  private static final int NAME = 2;
  private static final int TIMESTAMP_RESOLUTION = 9;
  private static final int TIMESTAMP_OFFSET = 14;
  private static final int DROPPED_BY_INTERFACE = 5;
  private static final int DROPPED_BY_SYSTEM = 7;
  private static final int LONGEST_NAME = 256;
  private static final long UNKNOWN = -1;

  private final int linkType;
  private final int snapLength;
  private final @Nullable String name;
  private final TimestampScale scale;
  private long frames;
  private long droppedByInterface = UNKNOWN;
  private long droppedBySystem = UNKNOWN;

  /**
   * Reads an interface description.
   *
   * @param at index of the block in the window's array
   * @param options stands before its first option
   */
  PcapngInterface(InputWindow input, int at, OptionCursor options) {
    linkType = input.uint16(at + 8);
    snapLength = Math.max(0, input.int32(at + 12));
    String text = null;
    int resolution = TimestampScale.DEFAULT_RESOLUTION;
    long offsetSeconds = 0;
    while (options.advance()) {
      int length = options.length();
      int value = options.value();
      if (options.code() == NAME) {
        text = text(input, value, Math.min(length, LONGEST_NAME));
      } else if (options.code() == TIMESTAMP_RESOLUTION && length == 1) {
        resolution = input.bytes()[value] & 0xFF;
      } else if (options.code() == TIMESTAMP_OFFSET && length == 8) {
        offsetSeconds = input.int64(value);
      }
    }
    name = text;
    scale = new TimestampScale(resolution, offsetSeconds);
  }

  /** Reads the statistics that the capturing host wrote; later ones replace earlier ones. */
  void readStatistics(InputWindow input, OptionCursor options) {
    while (options.advance()) {
      if (options.length() != 8) {
        continue;
      }
      long count = input.int64(options.value());
      if (options.code() == DROPPED_BY_INTERFACE) {
        droppedByInterface = count;
      } else if (options.code() == DROPPED_BY_SYSTEM) {
        droppedBySystem = count;
      }
    }
  }

  int linkType() {
    return linkType;
  }

  /** Most octets kept of a frame; 0 for unlimited. */
  int snapLength() {
    return snapLength;
  }

  /** Nanoseconds since the epoch of a time stamp as written. */
  long nanos(long ticks) {
    return scale.nanos(ticks);
  }

  void countFrame() {
    frames++;
  }

  CaptureInterface description() {
    return new CaptureInterface(name, linkType, snapLength, frames, dropped());
  }

  private long dropped() {
    if (droppedByInterface == UNKNOWN && droppedBySystem == UNKNOWN) {
      return UNKNOWN;
    }
    long sum = known(droppedByInterface) + known(droppedBySystem);
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long known(long count) {
    return Math.max(0, count);
  }

  private static String text(InputWindow input, int at, int length) {
    String text = new String(input.bytes(), at, length, StandardCharsets.UTF_8);
    int terminator = text.indexOf('\0');
    return terminator < 0 ? text : text.substring(0, terminator);
  }
}
