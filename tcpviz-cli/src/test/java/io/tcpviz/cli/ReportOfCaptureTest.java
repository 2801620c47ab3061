// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a capture is made while it is analysed, that of a session from its files. */
class ReportOfCaptureTest {
  @TempDir Path directory;

  static List<Path> samples() throws IOException {
    try (Stream<Path> files =
        Files.list(Samples.file("timeout.pcap").toAbsolutePath().getParent())) {
      return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theReportOfACaptureIsThatOfItsSession(Path sample) throws IOException {
    Path direct = directory.resolve("direct.html");
    Path read = directory.resolve("read.html");
    assertEquals(0, Run.in(directory).of("report", sample, "--out", direct).status());
    Path session;
    try (Stream<Path> sessions = Files.list(directory.resolve("artifacts"))) {
      session = sessions.findFirst().orElseThrow();
    }
    assertEquals(0, Run.in(directory).of("report", session, "--out", read).status());

    assertArrayEquals(Files.readAllBytes(read), Files.readAllBytes(direct));
  }
}
