// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A capture read to its end.
 *
 * @param frames copies of all frames
 * @param file what the reader says of it afterwards
 * @param position octets consumed
 */
record ReadCapture(List<CopiedFrame> frames, CaptureFile file, long position) {
  static final String SOURCE = "test";

  /** A frame that outlives its reader's buffer; its octets in hexadecimal digits. */
  record CopiedFrame(
      long number, long timestampNanos, int linkType, int originalLength, String octets) {
    static CopiedFrame of(Frame frame) {
      int end = frame.offset() + frame.capturedLength();
      byte[] octets = Arrays.copyOfRange(frame.bytes(), frame.offset(), end);
      return new CopiedFrame(
          frame.number(),
          frame.timestampNanos(),
          frame.linkType(),
          frame.originalLength(),
          HexFormat.of().formatHex(octets));
    }
  }

  static ReadCapture of(byte[] file) throws IOException {
    return of(file, InputWindow.CAPACITY);
  }

  /** Reads with a buffer that has only so many octets at the beginning. */
  static ReadCapture of(byte[] file, int capacity) throws IOException {
    return of(Channels.newChannel(new ByteArrayInputStream(file)), capacity);
  }

  static ReadCapture of(ReadableByteChannel channel, int capacity) throws IOException {
    try (CaptureReader reader = CaptureFormats.reader(SOURCE, new InputWindow(channel, capacity))) {
      List<CopiedFrame> frames = new ArrayList<>();
      Frame frame = new Frame();
      while (reader.next(frame)) {
        frames.add(CopiedFrame.of(frame));
      }
      return new ReadCapture(frames, reader.info().files().get(0), reader.position());
    }
  }

  List<String> octets() {
    return frames.stream().map(CopiedFrame::octets).toList();
  }

  List<Long> numbers() {
    return frames.stream().map(CopiedFrame::number).toList();
  }

  List<Long> timestamps() {
    return frames.stream().map(CopiedFrame::timestampNanos).toList();
  }

  List<Long> damageOffsets() {
    return file.damages().stream().map(CaptureDamage::offset).toList();
  }
}
