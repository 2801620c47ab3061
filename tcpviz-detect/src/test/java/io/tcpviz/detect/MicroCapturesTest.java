// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.TcpEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives the verdicts of {@code micro/expected.tsv}, and no others; see the README beside it. */
class MicroCapturesTest {
  private static final Set<EventKind> VERDICTS =
      EnumSet.of(
          EventKind.RETRANSMISSION,
          EventKind.OUT_OF_ORDER,
          EventKind.DUPLICATE_PACKET,
          EventKind.KEEP_ALIVE,
          EventKind.ZERO_WINDOW_PROBE);
  private static final Set<String> MIRRORED = Set.of("s4_span_dups", "t14_routed_dups_ttl");

  private record Expected(
      String file, long frame, String kind, List<String> triggers, boolean needed) {
    static Expected parse(String row) {
      String[] cells = row.split("\t");
      return new Expected(
          cells[0],
          Long.parseLong(cells[1]),
          cells[2],
          List.of(cells[3].split(",")),
          cells[4].equals("yes"));
    }

    boolean matches(TcpEvent event) {
      return event.packet().frame() == frame
          && (kind.equals("*") || kind.equals(event.kind().jsonName()))
          && (triggers.contains("*")
              || event.detail() instanceof EventDetail.Retransmission resent
                  && triggers.contains(resent.trigger().jsonName()));
    }
  }

  static Stream<String> captures() throws IOException {
    try (Stream<Path> files = Files.list(micro(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pcap"))
          .map(name -> name.replace(".pcap", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void hasTheVerdictsThatItMustHaveAndNoOthers(String name) throws IOException {
    Analysis analysis = FlowAnalyzer.analyze(micro(name + ".pcap"));
    List<TcpEvent> given =
        analysis.events().stream().filter(event -> VERDICTS.contains(event.kind())).toList();
    List<TcpEvent> unexpected = new ArrayList<>(given);
    for (Expected expected : expected(name)) {
      boolean found = unexpected.removeIf(expected::matches);
      assertTrue(found || !expected.needed(), () -> expected + " among " + given);
    }
    if (MIRRORED.contains(name)) {
      unexpected.removeIf(event -> event.kind() == EventKind.DUPLICATE_PACKET);
      assertTrue(analysis.summary().quality().mirrored());
    }
    assertEquals(List.of(), unexpected);
  }

  private static List<Expected> expected(String name) throws IOException {
    try (Stream<String> rows = Files.lines(micro("expected.tsv"))) {
      return rows.skip(1).map(Expected::parse).filter(row -> row.file().equals(name)).toList();
    }
  }

  private static Path micro(String name) {
    try {
      return Path.of(MicroCapturesTest.class.getResource("micro/expected.tsv").toURI())
          .resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
