// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.List;

/**
 * Reads the captures of Solaris snoop, version 2 (RFC 1761), all of whose numbers are big-endian.
 *
 * <pre>
 *    file header               record
 *    ┌─────────────────┐         ┌─────────────────┐
 *  0 │ "snoop\0\0\0"   │       0 │ original length │
 *    │                 │       4 │ captured length │
 *  8 │ version         │       8 │ record length   │
 * 12 │ data link       │      12 │ drops so far    │
 *    └─────────────────┘      16 │ seconds         │
 *                             20 │ microseconds    │
 *                             24 │ octets, padded …│
 *                                └─────────────────┘
 * </pre>
 */
final class SnoopReader extends RecordFile {
  /** The first 8 octets as a number. */
  static final long MAGIC = 0x736E6F6F70000000L;

  private static final int HEADER = 16;
  private static final int RECORD_HEADER = 24;
  private static final int VERSION = 2;
  private static final int LONGEST_RECORD = 1 << 24;
  private static final int UNKNOWN_LINK_TYPE = -1;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final int linkType;
  private long frames;
  private long dropped;

  /** Reads the file header. */
  SnoopReader(String source, InputWindow input) throws IOException {
    super(source, input);
    if (!input.require(HEADER)) {
      throw new CaptureException(
          source, input.available(), "cut short inside the snoop file header");
    }
    int version = input.int32(input.position() + 8);
    if (version != VERSION) {
      throw new CaptureException(
          source, 8, "snoop of version " + Integer.toUnsignedString(version) + "; 2 is read");
    }
    linkType = linkType(input.int32(input.position() + 12));
    input.advance(HEADER);
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    if (hasEnded()) {
      return false;
    }
    if (!input.require(RECORD_HEADER)) {
      return endOfInput();
    }
    int captured = input.int32(input.position() + 4);
    int recordLength = input.int32(input.position() + 8);
    boolean fits = recordLength >= RECORD_HEADER && recordLength <= LONGEST_RECORD;
    if (!fits || captured < 0 || captured > recordLength - RECORD_HEADER) {
      return end("a record whose lengths cannot be right");
    }
    if (!input.require(recordLength)) {
      return endOfInput();
    }
    int at = input.position();
    frame.setBytes(input.bytes(), at + RECORD_HEADER, captured, input.int32(at));
    long micros = input.uint32(at + 20);
    long timestamp = input.uint32(at + 16) * NANOS_PER_SECOND + micros * NANOS_PER_MICRO;
    frame.setOrigin(timestamp, linkType, ++frames, 0);
    dropped = input.uint32(at + 12);
    input.advance(recordLength);
    return true;
  }

  @Override
  public CaptureInfo info() {
    CaptureInterface only = new CaptureInterface(null, linkType, 0, frames, dropped);
    return new CaptureInfo(
        Captures.NATIVE,
        List.of(new CaptureFile(source, "snoop", frames, List.of(only), damages.damages())));
  }

  /** The registry's number of a data link; that of none where TCP is not known to be met on it. */
  private static int linkType(int dataLink) {
    return switch (dataLink) {
      case 0, 4, 24 -> 1; // IEEE 802.3, Ethernet, 100Base-T
      case 2 -> 6; // Token Ring
      case 8 -> 10; // FDDI
      case 26 -> 242; // IP over InfiniBand
      default -> UNKNOWN_LINK_TYPE;
    };
  }
}
