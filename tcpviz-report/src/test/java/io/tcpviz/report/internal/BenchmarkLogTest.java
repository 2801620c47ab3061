// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkLogTest {
  @TempDir Path directory;

  @Test
  void eachRunAppendsABlock() throws IOException {
    Path log = directory.resolve("benchmark.log");
    BenchmarkLog.append(log, Samples.run(), "1.2.3", 500_000_000);
    String block =
        """
        tcpviz_version: 1.2.3
        backend: native
        packets: 110
        bytes: 140000
        events: 3
        connections: 1
        duration_s: 0.500000
        packets_per_s: 220
        bytes_per_s: 280000

        """;
    assertEquals(block, Files.readString(log));
    BenchmarkLog.append(log, Samples.run(), "1.2.3", 500_000_000);
    assertEquals(block + block, Files.readString(log));
  }

  @Test
  void aClockThatDidNotMoveGivesAFiniteRate() throws IOException {
    Path log = directory.resolve("benchmark.log");
    BenchmarkLog.append(log, Samples.run(), "1\n2", 0);
    String text = Files.readString(log);
    assertTrue(text.contains("packets_per_s: 110000000000\n"), text);
    assertTrue(text.startsWith("tcpviz_version: 1?2\n"), text);
  }

  @Test
  void aLogThatCannotBeWrittenIsAnError() {
    assertThrows(
        IOException.class, () -> BenchmarkLog.append(directory, Samples.run(), "1.2.3", 1));
  }
}
