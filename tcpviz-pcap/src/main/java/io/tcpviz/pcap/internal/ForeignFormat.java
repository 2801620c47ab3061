// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Formats that are recognised, so that their user is told what to do, but not read. */
enum ForeignFormat {
  GZIP("1f8b", "compressed with gzip"),
  ZSTD("28b52ffd", "compressed with zstd"),
  LZ4("04224d18", "compressed with lz4"),
  LZ4_LEGACY("02214c18", "compressed with lz4 in the format before its frames"),
  XZ("fd377a585a00", "compressed with xz"),
  BZIP2("425a68", "compressed with bzip2"),
  COMPRESS("1f9d", "compressed with compress"),
  ZIP("504b0304", "a zip archive"),
  SEVEN_ZIP("377abcaf271c", "a 7-Zip archive"),
  BTSNOOP(ascii("btsnoop\0"), "a Bluetooth btsnoop capture"),
  IPTRACE_1(ascii("iptrace 1.0"), "an AIX iptrace capture"),
  IPTRACE_2(ascii("iptrace 2.0"), "an AIX iptrace capture"),
  NETMON_1(ascii("RTSS"), "a Microsoft Network Monitor capture"),
  NETMON_2(ascii("GMBU"), "a Microsoft Network Monitor capture"),
  SNIFFER(ascii("TRSNIFF data"), "a Sniffer capture"),
  NETXRAY(ascii("XCP\0"), "a NetXRay or Windows Sniffer capture"),
  IXIA_HARDWARE("1c0001ac", "an Ixia lcap capture"),
  IXIA_SOFTWARE("1c0001ab", "an Ixia lcap capture"),
  IXIA_HARDWARE_SWAPPED("ac01001c", "an Ixia lcap capture"),
  IXIA_SOFTWARE_SWAPPED("ab01001c", "an Ixia lcap capture"),
  PEEK_TAGGED(ascii("\u007fver"), "an OmniPeek capture");

  private static final int SHOWN = 8;

  private final String magic;
  private final String name;

  ForeignFormat(String magic, String name) {
    this.magic = magic;
    this.name = name;
  }

  /** Why the source whose first octets are in the window cannot be read. */
  static String reason(InputWindow input) throws IOException {
    int longest = 16;
    input.require(longest);
    int length = Math.min(longest, input.available());
    byte[] start = Arrays.copyOfRange(input.bytes(), input.position(), input.position() + length);
    String hex = HexFormat.of().formatHex(start);
    for (ForeignFormat format : values()) {
      if (hex.startsWith(format.magic)) {
        return format.name + "; " + format.advice();
      }
    }
    return "no capture that is read here: begins with "
        + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(SHOWN, length));
  }

  private String advice() {
    return name.startsWith("compressed") || name.endsWith("archive")
        ? "unpack it first"
        : "convert it first, for example with editcap";
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
