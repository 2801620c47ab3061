// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveEventLinesTest {
  private static final LiveEvent FIRST = live(1);
  private static final LiveEvent SECOND = live(2);

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  @Test
  void revisionsAndWithdrawalsAreLinesOfTheirOwnThatNameTheOnesBefore() {
    LiveEventLines lines = new LiveEventLines(octets, 0);
    lines.said(FIRST, "");
    lines.revised(FIRST, SECOND, "ring_2.pcap");
    lines.withdrawn(SECOND, "");

    assertEquals(
        List.of(
            "{\"id\":1,\"ts\":1700000000.123456789,\"event\":\"window_shrink\"",
            "{\"id\":3,\"revises\":1,\"ts\":1700000000.123456789,\"event\":\"window_shrink\"",
            "{\"id\":4,\"revises\":3,\"withdrawn\":true,\"ts\":1700000000.123456789,"
                + "\"event\":\"window_shrink\""),
        written(lines).stream()
            .map(line -> line.substring(0, line.indexOf(",\"flow_id\"")))
            .toList());
    assertTrue(written(lines).get(1).contains(",\"frame\":42,\"file\":\"ring_2.pcap\","));
  }

  @Test
  void idsGoOnWhereAnEarlierRunEnded() {
    LiveEventLines lines = new LiveEventLines(octets, 100);
    lines.said(FIRST, "");

    assertTrue(written(lines).get(0).startsWith("{\"id\":101,\"ts\""));
  }

  @Test
  void aLineSaysHowManyWereLostBeforeIt() {
    LiveEventLines lines = new LiveEventLines(octets, 0);
    lines.lost(5);
    lines.lost(2);
    lines.said(FIRST, "");
    lines.said(SECOND, "");

    assertTrue(written(lines).get(0).startsWith("{\"id\":1,\"lost_before\":7,\"ts\""));
    assertTrue(written(lines).get(1).startsWith("{\"id\":3,\"ts\""));
  }

  private List<String> written(LiveEventLines lines) {
    lines.flush();
    return octets.toString(StandardCharsets.US_ASCII).lines().toList();
  }

  private static LiveEvent live(long id) {
    return new LiveEvent(
        id, Samples.event(Reason.RIGHT_EDGE_MOVED_LEFT, new EventDetail.WindowShrink(1_000, id)));
  }
}
