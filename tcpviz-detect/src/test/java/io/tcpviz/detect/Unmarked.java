// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes away what tells the order of sending: IPv4 identifications and TCP timestamps. */
final class Unmarked {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int END_OF_OPTIONS = 0;
  private static final int NO_OPERATION = 1;
  private static final int TIMESTAMPS = 8;

  private Unmarked() {}

  /** Overwrites a little-endian pcap file of raw IPv4 packets. */
  static void strip(byte[] file) {
    ByteBuffer records = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = FILE_HEADER;
    while (at < file.length) {
      int length = records.getInt(at + 8);
      at += RECORD_HEADER;
      stripPacket(file, at);
      at += length;
    }
  }

  private static void stripPacket(byte[] file, int ip) {
    file[ip + 4] = 0;
    file[ip + 5] = 0;
    int tcp = ip + (file[ip] & 0x0F) * 4;
    int end = tcp + (file[tcp + 12] >> 4 & 0x0F) * 4;
    int option = tcp + 20;
    while (option < end && file[option] != END_OF_OPTIONS) {
      int length = file[option] == NO_OPERATION ? 1 : file[option + 1];
      if (file[option] == TIMESTAMPS) {
        java.util.Arrays.fill(file, option, option + length, (byte) NO_OPERATION);
      }
      option += length;
    }
  }
}
