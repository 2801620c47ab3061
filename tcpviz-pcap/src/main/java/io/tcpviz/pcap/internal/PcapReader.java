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
 * Reads classic pcap: a file header, then records without any framing of their own, so that the
 * first length that cannot be right ends the file.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   ┌───────────────────────────────────────────────────────────────┐
 * 0 │ seconds since the epoch, unsigned                             │
 *   ├───────────────────────────────────────────────────────────────┤
 * 4 │ microseconds or nanoseconds                                   │
 *   ├───────────────────────────────────────────────────────────────┤
 * 8 │ captured length                                               │
 *   ├───────────────────────────────────────────────────────────────┤
 * 12│ original length                                               │
 *   ├───────────────────────────────────────────────────────────────┤
 * 16│ more in some layouts, see RecordLayout                       …│
 *   ├───────────────────────────────────────────────────────────────┤
 *   │ captured octets                                              …│
 * </pre>
 *
 * <p>Before version 2.3 the two lengths stood in the other order.
 */
final class PcapReader extends RecordFile {
  /** Captured lengths that every writer may use, whatever snap length its file header says. */
  static final int USUAL_LONGEST_FRAME = 262_144;

  /** No frame is longer, whatever snap length the file header says. */
  static final int LONGEST_FRAME = 1 << 24;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final PcapHeader header;
  private final RecordLayout layout;
  private final long nanosPerTick;
  private final int recordHeaderLength;
  private final int linkType;
  private final int longestFrame;
  private long frames;

  /** Reads the file header of a source whose byte order is already known. */
  PcapReader(String source, InputWindow input) throws IOException {
    super(source, input);
    if (!input.require(PcapHeader.LENGTH)) {
      throw new CaptureException(
          source, input.available(), "cut short inside the pcap file header");
    }
    header = PcapHeader.read(input);
    nanosPerTick = header.nanosPerTick();
    linkType = header.linkType();
    longestFrame = longestFrame(header.snapLength());
    if (!header.isOfKnownVersion()) {
      damages.note(4, "pcap of unknown major version " + header.majorVersion());
    }
    input.advance(PcapHeader.LENGTH);
    layout = RecordLayout.of(input, header, header.layout(), longestFrame);
    recordHeaderLength = layout.length();
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    if (hasEnded()) {
      return false;
    }
    if (!input.require(recordHeaderLength)) {
      return endOfInput();
    }
    int captured = header.capturedLength(input, input.position());
    if (captured < 0 || captured > longestFrame) {
      return end(
          "a record of " + Integer.toUnsignedString(captured) + " octets, more than any frame has");
    }
    int recordLength = recordHeaderLength + captured;
    if (!input.require(recordLength)) {
      return endOfInput();
    }
    int at = input.position();
    int original = header.originalLength(input, at);
    frame.setBytes(input.bytes(), at + recordHeaderLength, captured, original);
    long timestamp = input.uint32(at) * NANOS_PER_SECOND + input.uint32(at + 4) * nanosPerTick;
    frame.setOrigin(timestamp, linkType, ++frames, 0);
    input.advance(recordLength);
    return true;
  }

  @Override
  public CaptureInfo info() {
    CaptureInterface only =
        new CaptureInterface(null, linkType, Math.max(0, header.snapLength()), frames, -1);
    return new CaptureInfo(
        Captures.NATIVE,
        List.of(
            new CaptureFile(source, layout.format(), frames, List.of(only), damages.damages())));
  }

  /** A file may announce longer frames than usual, as captures of a bus do, within reason. */
  private static int longestFrame(int snapLength) {
    long announced = Integer.toUnsignedLong(snapLength);
    return (int) Math.min(Math.max(announced, USUAL_LONGEST_FRAME), LONGEST_FRAME);
  }
}
