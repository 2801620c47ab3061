// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.fuzz;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SnoopBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where the fuzzer begins: the samples, small enough to be changed in many ways. */
final class Seeds {
  /** How long each target is fuzzed. */
  static final String DURATION = "20m";

  private static final int MOST_FRAMES = 16;

  private Seeds() {}

  static Stream<byte[]> pcap() throws IOException {
    return samples().map(CaptureBytes::pcap);
  }

  static Stream<byte[]> pcapng() throws IOException {
    return samples().map(CaptureBytes::pcapng);
  }

  static Stream<byte[]> snoop() throws IOException {
    return samples()
        .map(
            packets -> {
              SnoopBytes file = new SnoopBytes(2, 4);
              packets.forEach(packet -> file.packet(packet, 0));
              return file.bytes();
            });
  }

  /** The first packets of each sample. */
  private static Stream<List<CapturedPacket>> samples() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("..", "samples"))) {
      files = all.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
    }
    List<List<CapturedPacket>> samples = new ArrayList<>();
    for (Path file : files) {
      samples.add(packets(file));
    }
    return samples.stream();
  }

  private static List<CapturedPacket> packets(Path file) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    try (CaptureReader reader = Captures.open(file)) {
      Frame frame = new Frame();
      while (packets.size() < MOST_FRAMES && reader.next(frame)) {
        int end = frame.offset() + frame.capturedLength();
        packets.add(
            new CapturedPacket(
                Arrays.copyOfRange(frame.bytes(), frame.offset(), end),
                frame.linkType(),
                frame.timestampNanos(),
                frame.originalLength()));
      }
    }
    return packets;
  }
}
