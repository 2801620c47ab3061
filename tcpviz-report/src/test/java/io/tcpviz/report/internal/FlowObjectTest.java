// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.FlowQuality;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.PathSummary;
import io.tcpviz.report.ParsedJson;
import io.tcpviz.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowObjectTest {
  /** The object of {@link Samples#flow(int)} number 7. */
  static final String FLOW_7 =
      """
      {"connection":7,"flow_id":"192.0.2.1:50000->198.51.100.2:443",\
      "client":"192.0.2.1","server":"198.51.100.2","cport":50000,"sport":443,\
      "opening_seen":true,"first_frame":42,\
      "first_ts":1700000000.123456789,"last_ts":1700000002.123457289,\
      "duration_ms":2000.0005,"state":"closed","verdict":"degraded","severity":"WARNING",\
      "handshake_ms":20,"vantage":"near_client","to_client_ms":0.04,"to_server_ms":20,\
      "capture_grade":"fair","capture_flaws":["merged_segments"],\
      "lost_time_ms":1750,\
      "event_counts":{"retransmission":2,"zero_window":1},\
      "c2s":{"packets":100,"data_packets":90,"payload_bytes":130000,"unique_bytes":128552,\
      "retransmitted_packets":1,"retransmitted_bytes":1448,"out_of_order_packets":2,\
      "duplicate_packets":3,"lost_ranges":1,"timeouts":1,"duplicate_acks":4,\
      "zero_windows":1,"zero_window_ms":1500,"stall_ms":250,"capture_gap_bytes":0,\
      "max_flight_bytes":28960,"max_window_bytes":65536,"mss_bytes":1460,"window_shift":7,\
      "rtt_samples":80,"rtt_min_ms":10,"rtt_mean_ms":20.5,"rtt_max_ms":30.000001,\
      "rtt_smoothed_ms":21},\
      "s2c":{"packets":0,"data_packets":0,"payload_bytes":0,"unique_bytes":0,\
      "retransmitted_packets":0,"retransmitted_bytes":0,"out_of_order_packets":0,\
      "duplicate_packets":0,"lost_ranges":0,"timeouts":0,"duplicate_acks":0,\
      "zero_windows":0,"zero_window_ms":0,"stall_ms":0,"capture_gap_bytes":0,\
      "max_flight_bytes":0,"max_window_bytes":0,"mss_bytes":null,"window_shift":null,\
      "rtt_samples":0,"rtt_min_ms":null,"rtt_mean_ms":null,"rtt_max_ms":null,\
      "rtt_smoothed_ms":null}}""";

  @Test
  void theObjectHoldsTheWholeConnectionInFixedOrder() throws IOException {
    assertEquals(FLOW_7, write(Samples.flow(7), List.of("a.pcap")));
  }

  @Test
  void withSeveralSourcesTheObjectNamesTheFileOfTheFirstFrame() throws IOException {
    String several = write(Samples.flow(7), List.of("a.pcap", "b.pcap"));
    assertEquals(FLOW_7.replace("\"first_frame\"", "\"file\":\"a.pcap\",\"first_frame\""), several);
  }

  @Test
  void addressesOfIpv6StandWithoutBrackets() throws IOException {
    FlowSummary flow = Samples.flow(7);
    FlowSummary ipv6 =
        new FlowSummary(
            Samples.ipv6FlowId(7),
            0,
            1,
            0,
            0,
            flow.state(),
            -1,
            PathSummary.unknown(),
            FlowQuality.good(),
            flow.clientToServer(),
            flow.serverToClient(),
            flow.eventCounts(),
            flow.severity(),
            0);
    var object = ParsedJson.object(write(ipv6, List.of("a")));
    assertEquals("[2001:db8::1]:50000->[2001:db8::2]:443", object.get("flow_id"));
    assertEquals("2001:db8::1", object.get("client"));
    assertEquals("2001:db8::2", object.get("server"));
    assertEquals(null, object.get("handshake_ms"));
    assertFalse(object.containsKey("file"));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, CRITICAL, refused",
    "SYN_SENT, WARNING, unanswered",
    "SYN_RECEIVED, INFO, incomplete",
    "ESTABLISHED, CRITICAL, critical",
    "CLOSED, WARNING, degraded",
    "HALF_CLOSED, INFO, healthy",
    "RESET, INFO, healthy",
    "RESET, CRITICAL, critical",
  })
  void theVerdictSaysWhyItNeverOpenedOrHowBadItWas(
      FlowState state, Severity severity, String verdict) throws IOException {
    String object = write(Samples.flow(0, state, severity), List.of("a"));
    assertEquals(verdict, ParsedJson.object(object).get("verdict"));
  }

  private static String write(FlowSummary flow, List<String> sources) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(out);
    FlowObject.write(json, flow, sources);
    json.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }
}
