// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.report.LiveEventLines;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SimulatedTransfer;
import io.tcpviz.testkit.SimulatedTransfer.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Who folds the log holds the events of the whole. */
class EventLogPropertyTest {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"id\":([0-9]+)(?:,\"revises\":([0-9]+))?(,\"withdrawn\":true)?(,\"ts\":.*)");

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void theFoldedLogHoldsTheEventsOfTheWhole(@ForAll long seed, @ForAll boolean marks)
      throws IOException {
    SimulatedTransfer transfer =
        new SimulatedTransfer(seed, 200, new Link(0.03, 0.03, 0.01, marks, marks));
    Path file = Files.createTempFile("events", ".jsonl");
    try {
      for (SimulatedTransfer.Vantage vantage :
          List.of(transfer.besideClient, transfer.besideServer)) {
        Files.delete(file);
        watch(vantage.packets, file);
        assertEquals(whole(vantage.packets), folded(Files.readString(file)));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void watch(List<CapturedPacket> packets, Path file) throws IOException {
    PlayedCapture capture = new PlayedCapture().then(packets);
    try (EventLog log = new EventLog(file, EventLogPropertyTest::complain)) {
      new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(log)).run(capture::open);
    }
  }

  private static void complain(String notice) {
    throw new AssertionError(notice);
  }

  private static List<String> folded(String log) {
    Map<Long, String> standing = new TreeMap<>();
    for (String text : log.lines().toList()) {
      Matcher line = LINE.matcher(text);
      assertEquals(true, line.matches(), text);
      if (line.group(2) != null) {
        assertEquals(true, standing.remove(Long.valueOf(line.group(2))) != null, text);
      }
      if (line.group(3) == null) {
        assertEquals(null, standing.put(Long.valueOf(line.group(1)), line.group(4)), text);
      }
    }
    return standing.values().stream().sorted().toList();
  }

  /** As the analysis settles them. */
  private static List<String> whole(List<CapturedPacket> packets) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    LiveEventLines lines = new LiveEventLines(octets, 0);
    MonitorListener settled =
        new MonitorListener() {
          @Override
          public void settled(TcpEvent event) {
            lines.said(new LiveEvent(1, event), "");
          }
        };
    PlayedCapture capture = new PlayedCapture().then(packets);
    new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(settled)).run(capture::open);
    lines.flush();
    return octets
        .toString(StandardCharsets.US_ASCII)
        .lines()
        .map(line -> line.replaceFirst("\\{\"id\":1", ""))
        .sorted()
        .toList();
  }
}
