// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tcpviz.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowSorterTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} connections, {1} in memory")
  @CsvSource({"0, 4", "1, 4", "3, 4", "4, 4", "5, 4", "8, 4", "50, 1", "1000, 7", "1000, 1001"})
  void connectionsComeOutInTheOrderOfTheirNumbers(int count, int limit) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int number = 0; number < count; number++) {
      numbers.add(number);
      expected
          .append(FlowObjectTest.FLOW_7.replace("\"connection\":7", "\"connection\":" + number))
          .append('\n');
    }
    Collections.shuffle(numbers, new Random(count + limit));
    assertEquals(expected.toString(), sort(numbers, limit));
    assertEquals(0, directory.toFile().list().length, "temporary files");
  }

  @ParameterizedTest
  @CsvSource({"1", "100"})
  void aClosedSorterLeavesNoFile(int limit) throws IOException {
    try (FlowSorter sorter = sorter(new ByteArrayOutputStream(), limit)) {
      sorter.add(Samples.flow(1));
      sorter.add(Samples.flow(0));
      assertEquals(limit == 1, Files.exists(directory.resolve("spool.part")));
    }
    assertFalse(Files.exists(directory.resolve("spool.part")));
  }

  private String sort(List<Integer> numbers, int limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FlowSorter sorter = sorter(out, limit)) {
      for (int number : numbers) {
        sorter.add(Samples.flow(number));
      }
      sorter.finish();
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void connectionsThatEndInTheirOrderAreWrittenAtOnce() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FlowSorter sorter = sorter(out, 1)) {
      for (int number = 0; number < 100; number++) {
        sorter.add(Samples.flow(number));
      }
      assertEquals(0, directory.toFile().list().length, "temporary files");
      sorter.finish();
    }
    assertEquals(100, out.toString(StandardCharsets.US_ASCII).lines().count());
  }

  private FlowSorter sorter(OutputStream out, int limit) throws IOException {
    return new FlowSorter(
        List.of("a.pcap"), out, directory.resolve("spool"), StreamOpener.FILES, limit);
  }
}
