// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any octets are analysed to their end, whatever TCP is in them. */
class AnalysisFuzzTest {
  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void capture(byte[] file) throws IOException {
    Octets.analyze(file);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Stream.concat(Seeds.pcap(), Seeds.pcapng());
  }
}
