// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates let today's code pass, so that no benchmark run finds out late that they do not. */
class GatesTest {
  @Test
  void decodingGivesTheKnownAnswer() {
    assertDoesNotThrow(new DecodeBenchmark()::makeFrames);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcap", "pcapng"})
  void readingGivesTheKnownAnswer(String format) {
    CaptureReadBenchmark benchmark = new CaptureReadBenchmark();
    benchmark.format = format;
    assertDoesNotThrow(benchmark::writeCapture);
    assertDoesNotThrow(benchmark::deleteCapture);
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "10, 0.1", "1000, 0.1"})
  void analysingGivesTheKnownAnswer(int connections, double lossRate) {
    AnalyzeBenchmark benchmark = new AnalyzeBenchmark();
    benchmark.connections = connections;
    benchmark.lossRate = lossRate;
    assertDoesNotThrow(benchmark::makeTrace);
  }
}
