// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowQuality;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.PathSummary;
import io.tcpviz.core.metrics.RttSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.core.wire.SkipReason;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResultTextTest {
  private static final DirectionSummary NOTHING =
      new DirectionSummary(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -1,
          new RttSummary(0, -1, -1, -1, -1));

  private static String text(RunSummary run, boolean color) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Host host =
        new Host(
            out,
            out,
            InputStream.nullInputStream(),
            Map.of(),
            Path.of(""),
            Clock.systemUTC(),
            new StopSignal(),
            false,
            false);
    new ResultText(new Console(host, false, false, color)).show(run);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static RunSummary run(
      Map<SkipReason, Long> skipped,
      Map<EventKind, Long> events,
      List<Finding> findings,
      List<FlowSummary> flows) {
    return new RunSummary(
        1000,
        500_000,
        990,
        skipped,
        7,
        0,
        0,
        events,
        1_767_225_600_000_000_000L,
        1_767_225_602_500_000_000L,
        new CaptureInfo("native", List.of()),
        new CaptureQuality(CaptureGrade.GOOD, 0, false, 0, 0, 0, 0, 0, -1),
        findings,
        flows);
  }

  private static FlowSummary flow(int number, Endpoint client, Endpoint server, long lostNanos) {
    return new FlowSummary(
        new FlowId(number, client, server, true),
        0,
        1,
        0,
        0,
        FlowState.CLOSED,
        -1,
        PathSummary.unknown(),
        FlowQuality.good(),
        NOTHING,
        NOTHING,
        Map.of(EventKind.RETRANSMISSION, 2L),
        Severity.CRITICAL,
        lostNanos);
  }

  @Test
  void aHealthyCaptureIsItsCounts() {
    assertEquals(
        """
        packets      1000 (990 TCP)
        connections  7
        events       0
        time         2026-01-01T00:00:00Z, 2.500 s

        Nothing wrong in 990 TCP packets of 7 connections.

        """,
        text(run(Map.of(), Map.of(), List.of(), List.of()), false));
  }

  @Test
  void whatCouldNotBeLookedIntoGetsNoAllClear() {
    String text = text(run(Map.of(SkipReason.MPLS, 991L), Map.of(), List.of(), List.of()), false);

    assertTrue(
        text.contains(
            "Much of the capture could not be looked into; nothing wrong in 990 TCP packets"),
        text);
    assertTrue(text.contains("991 under MPLS"), text);
  }

  @Test
  void anIllOneSaysWhatIsWrongAndWithWhom() {
    Finding finding =
        new Finding(
            Trouble.RETRANSMISSION_TIMEOUT,
            Severity.CRITICAL,
            "2 connections waited 4.2 s in all for retransmission timers, most of it 192.0.2.1.",
            2,
            List.of(3),
            1,
            0,
            null,
            new Moment(3, 0, 42, 0, 0));
    RunSummary run =
        run(
            Map.of(SkipReason.NOT_TCP, 10L),
            Map.of(EventKind.RETRANSMISSION, 2L, EventKind.LOSS_INFER, 1L),
            List.of(finding),
            List.of(
                flow(
                    3,
                    Endpoint.ofIpv4(0xC0000201, 50000),
                    Endpoint.ofIpv4(0xC0000202, 443),
                    4_200_000_000L)));

    assertEquals(
        """
        packets      1000 (990 TCP)
        skipped      10 IP, but not TCP
        connections  7
        events       3: 2 retransmission, 1 loss_infer
        time         2026-01-01T00:00:00Z, 2.500 s

        Findings
          CRITICAL   2 connections waited 4.2 s in all for retransmission timers, most
                     of it 192.0.2.1. (2 events, the worst in frame 42)

        Connections in most trouble
          critical   #3 192.0.2.1:50000 -> 192.0.2.2:443 4.2 s lost, 2 events, closed

        """,
        text(run, false));
    assertTrue(text(run, true).contains("  \u001b[1;31mCRITICAL\u001b[0m   2 connections"));
  }

  private static Finding finding(int number) {
    return new Finding(
        Trouble.REORDERING,
        Severity.INFO,
        "finding " + number,
        1,
        List.of(number),
        1,
        0,
        null,
        null);
  }

  @Test
  void ofVeryManyFindingsTheFirstAreShownAndTheOthersCounted() {
    List<Finding> many = IntStream.range(0, 40).mapToObj(ResultTextTest::finding).toList();

    String text = text(run(Map.of(), Map.of(), many, List.of()), false);

    assertTrue(text.contains("finding 11" + System.lineSeparator()), text);
    assertFalse(text.contains("finding 12"), text);
    assertTrue(text.contains("             and 28 more"), text);
  }

  @Test
  void aCaptureThatLacksThingsSaysSo() {
    RunSummary good = run(Map.of(), Map.of(), List.of(), List.of());
    RunSummary poor =
        new RunSummary(
            good.packets(),
            good.bytes(),
            good.tcpPackets(),
            good.skipped(),
            good.connections(),
            0,
            0,
            good.eventCounts(),
            good.firstNanos(),
            good.lastNanos(),
            good.capture(),
            new CaptureQuality(CaptureGrade.POOR, 0, false, 21, 979, 0, 0, 3, 1),
            List.of(),
            List.of());

    String text = text(poor, false).replaceAll("\\s+", " ");

    assertTrue(
        text.contains(
            "capture poor: 2.1 % of the octets missing, 1 packet dropped by its host, one direction"
                + " only of 3 of 7 connections; losses and waits may be its own connections 7"),
        text);
  }

  @Test
  void everyReasonEveryKindAndTheLongestAddressFitIntoEightyColumns() {
    Map<SkipReason, Long> skipped =
        Arrays.stream(SkipReason.values())
            .collect(Collectors.toMap(reason -> reason, reason -> 10_000_000L));
    Map<EventKind, Long> events =
        Arrays.stream(EventKind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> 10_000_000L));
    Endpoint longest = new Endpoint(0x1111222233334444L, 0x5555666677778888L, 65535);

    FlowSummary flow = flow(999_999, longest, longest, 1);
    String text = text(run(skipped, events, List.of(), List.of(flow)), false);

    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    assertTrue(text.contains("10000000 capture_gap"), text);
  }

  @Test
  void aNumberIsNotPartedFromItsUnit() {
    String text =
        "1 connection to 192.0.2.1:80 waited for acknowledgments, 432.3 ms in all (1 event)";

    for (int columns = 30; columns < 100; columns++) {
      String wrapped = ResultText.wrap(text, 0, columns);
      assertEquals(text, wrapped.replaceAll("\\R", " "));
      for (String pair : new String[] {"1 connection", "432.3 ms", "(1 event)"}) {
        assertTrue(wrapped.contains(pair), wrapped);
      }
    }
  }

  @Test
  void linesAreAsWideAsTheTerminalSaysAndEightyColumnsElsewhere() {
    assertEquals(120, console(Map.of("COLUMNS", "120"), true).columns());
    assertEquals(40, console(Map.of("COLUMNS", "12"), true).columns());
    assertEquals(80, console(Map.of("COLUMNS", "120"), false).columns());
    assertEquals(80, console(Map.of("COLUMNS", "wide"), true).columns());
    assertEquals(80, console(Map.of(), true).columns());
  }

  private static Console console(Map<String, String> env, boolean terminal) {
    Host host =
        new Host(
            System.out,
            System.err,
            InputStream.nullInputStream(),
            env,
            Path.of(""),
            Clock.systemUTC(),
            new StopSignal(),
            terminal,
            terminal);
    return new Console(host, false, false, false);
  }

  @Property
  void wrappingLosesNoWordAndKeepsTheMargins(
      @ForAll List<@IntRange(min = 1, max = 60) Integer> lengths) {
    String text = lengths.stream().map("x"::repeat).collect(Collectors.joining(" "));

    String wrapped = ResultText.wrap(text, 13, 80);

    assertEquals(text, wrapped.replaceAll("\\R *", " "));
    List<String> lines = (" ".repeat(13) + wrapped).lines().toList();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), wrapped);
    assertTrue(lines.stream().allMatch(line -> line.startsWith(" ".repeat(13))), wrapped);
  }
}
