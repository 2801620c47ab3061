// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.monitor.follow.CaptureLoss;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossWarningsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4711 | 0 | at least 4711 octets",
        "   1 | 2 | at least 2 files and 1 octet",
        "   0 | 1 | at least 1 file",
        "   0 | 0 | how much is not known",
      })
  void sayHowMuchIsGone(long octets, int files, String expected) {
    assertEquals(
        "tcpviz: warning: r_7.pcap: gone before it was read, " + expected + System.lineSeparator(),
        warningOf(new CaptureLoss("r_7.pcap", octets, files, Long.MIN_VALUE)));
  }

  @ParameterizedTest
  @CsvSource("1700000000500000000, 2023-11-14T22:13:20.500Z")
  void sayAfterWhatTime(long afterNanos, String time) {
    assertEquals(
        "tcpviz: warning: r_7.pcap: gone before it was read, at least 9 octets, captured after "
            + time
            + System.lineSeparator(),
        warningOf(new CaptureLoss("r_7.pcap", 9, 0, afterNanos)));
  }

  private static String warningOf(CaptureLoss loss) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Host host =
        new Host(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            InputStream.nullInputStream(),
            Map.of(),
            Path.of(""),
            Clock.systemUTC(),
            new StopSignal(),
            false,
            false);
    new LossWarnings(new Console(host, false, false, false)).lost(loss);
    return err.toString(StandardCharsets.UTF_8);
  }
}
