// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.bench.trace.Trace;
import io.tcpviz.bench.trace.TraceCounts;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trace in a temporary file, which is in the system's page cache once it is written.
 *
 * @param path where it is
 * @param counts what it holds
 */
record TraceFile(Path path, TraceCounts counts) {
  static TraceFile write(Shape shape) throws IOException {
    Path path = Files.createTempFile("tcpviz-bench", ".pcap");
    try (OutputStream out = Files.newOutputStream(path)) {
      return new TraceFile(path, Trace.write(shape, out));
    }
  }

  /** All packets, each with its own octets. */
  List<CapturedPacket> packets() throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    Frame frame = new Frame();
    try (CaptureReader reader = Captures.open(path)) {
      while (reader.next(frame)) {
        byte[] octets =
            Arrays.copyOfRange(
                frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
        packets.add(
            new CapturedPacket(
                octets, frame.linkType(), frame.timestampNanos(), frame.originalLength()));
      }
    }
    return packets;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
