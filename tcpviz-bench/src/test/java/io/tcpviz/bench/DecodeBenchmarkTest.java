// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The gates of the benchmarks hold, so that a benchmark run does not find out late. */
class DecodeBenchmarkTest {
  @Test
  void decodingPassesItsGate() {
    DecodeBenchmark benchmark = new DecodeBenchmark();
    benchmark.makeFrames();
    assertTrue(benchmark.decodeAll() > 0);
  }
}
