// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The options behind the fixed part of the TCP header (RFC 9293 §3.1): single octets, or a kind, a
 * length that counts both, and data.
 *
 * <pre>
 * +--------+     +--------+     +--------+--------+----------------+
 * |  0 End |     |  1 NOP |     |  Kind  | Length |  Length-2 ...  |
 * +--------+     +--------+     +--------+--------+----------------+
 *
 * | Kind | Length | Data                                 |
 * |    2 |      4 | MSS (RFC 9293 §3.7.1)                |
 * |    3 |      3 | Window Scale (RFC 7323 §2.2)         |
 * |    4 |      2 | SACK-Permitted (RFC 2018 §2)         |
 * |    5 | 2 + 8n | SACK, n pairs of edges (RFC 2018 §3) |
 * |    8 |     10 | TSval and TSecr (RFC 7323 §3.2)      |
 * </pre>
 *
 * <p>An option of another length than this says nothing and is passed over, as Linux does; where
 * one option comes twice, the last counts. A length that leads nowhere ends the walk.
 */
final class TcpOptions {
  private static final int END = 0;
  private static final int NOP = 1;
  private static final int MSS = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;

  private static final int SACK_BLOCK_LENGTH = 8;

  // What nearly every segment of an open connection carries and nothing else (RFC 7323 appendix A).
  private static final int LONE_TIMESTAMPS = NOP << 24 | NOP << 16 | TIMESTAMPS << 8 | 10;
  private static final int LONE_TIMESTAMPS_LENGTH = 12;

  private TcpOptions() {}

  /**
   * Reads the options in {@code bytes[at .. end)} into a segment, whose own are forgotten first. An
   * option that the end cuts is left out.
   */
  static void read(byte[] bytes, int at, int end, TcpSegment segment) {
    forget(segment);
    int length = end - at;
    if (length == LONE_TIMESTAMPS_LENGTH && Bytes.i32(bytes, at) == LONE_TIMESTAMPS) {
      readTimestamps(bytes, at + 4, segment);
    } else if (length > 0) {
      walk(bytes, at, end, segment);
    }
  }

  private static void forget(TcpSegment segment) {
    segment.mss = 0;
    segment.windowShift = -1;
    segment.sackPermitted = false;
    segment.hasTimestamps = false;
    segment.tsVal = 0;
    segment.tsEcr = 0;
    segment.sackCount = 0;
  }

  private static void walk(byte[] bytes, int start, int end, TcpSegment segment) {
    int at = start;
    while (at < end && bytes[at] != END) {
      if (bytes[at] == NOP) {
        at++;
        continue;
      }
      int length = end - at < 2 ? 0 : Bytes.u8(bytes, at + 1);
      if (length < 2 || length > end - at) {
        return;
      }
      readOption(bytes, at, length, segment);
      at += length;
    }
  }

  private static void readOption(byte[] bytes, int at, int length, TcpSegment segment) {
    int data = at + 2;
    switch (Bytes.u8(bytes, at)) {
      case MSS -> {
        if (length == 4) {
          segment.mss = Bytes.u16(bytes, data);
        }
      }
      case WINDOW_SCALE -> {
        if (length == 3) {
          segment.windowShift = Bytes.u8(bytes, data);
        }
      }
      case SACK_PERMITTED -> segment.sackPermitted |= length == 2;
      case SACK -> readSack(bytes, data, length - 2, segment);
      case TIMESTAMPS -> {
        if (length == 10) {
          readTimestamps(bytes, data, segment);
        }
      }
      default -> {} // of no use here
    }
  }

  private static void readTimestamps(byte[] bytes, int at, TcpSegment segment) {
    segment.hasTimestamps = true;
    segment.tsVal = Bytes.i32(bytes, at);
    segment.tsEcr = Bytes.i32(bytes, at + 4);
  }

  private static void readSack(byte[] bytes, int at, int length, TcpSegment segment) {
    if (length == 0 || length % SACK_BLOCK_LENGTH != 0) {
      return;
    }
    // 40 octets of options hold no more than MAX_SACK_BLOCKS.
    segment.sackCount = length / SACK_BLOCK_LENGTH;
    for (int i = 0; i < 2 * segment.sackCount; i++) {
      segment.sackEdges[i] = Bytes.i32(bytes, at + 4 * i);
    }
  }
}
