// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {
  @Test
  void theObjectHoldsTheRunInFixedOrder() throws IOException {
    String json = write(Samples.run(Samples.file("a.pcap")));
    String topFlows = json.substring(json.indexOf("\"top_flows\""), json.indexOf(",\"options\""));
    assertEquals(
        """
        {"tcpviz_version":"1.2.3","backend":"native",\
        "packets":110,"bytes":140000,"tcp_packets":100,\
        "skipped":{"not_ip":6,"not_tcp":4},\
        "connections":1,"evicted_connections":0,"unlisted_connections":0,"events":3,\
        "event_counts":{"retransmission":2,"zero_window":1},\
        "first_ts":1700000000.123456789,"last_ts":1700000002.123457289,"duration_ms":2000.0005,\
        "capture_quality":{"grade":"good","duplicate_segments":3,"mirrored":false,"gap_bytes":0,\
        "unique_bytes":128552,"cut_segments":0,"time_reversals":1,"one_sided_connections":0,\
        "dropped_by_host":null},\
        "files":[{"name":"a.pcap","format":"pcapng","frames":110,"repeated_frames":0,\
        "interfaces":[{"name":"eth0","link_type":1,"link_type_name":"Ethernet",\
        "supported":true,"snap_length_bytes":262144,"frames":110,\
        "dropped":5}],\
        "damages":[{"offset_bytes":9999,"reason":"record cut short"}]}],\
        "findings":[{"severity":"WARNING","trouble":"zero_window","event":"zero_window",\
        "sentence":"192.0.2.1 closed its window for 1.5 s.","events":1,"connections":[7],\
        "connection_count":1,"lost_time_ms":1500,"server":"192.0.2.1:80",\
        "worst":{"connection":7,"frame":12,"ts":1500000000.000000007,"lost_time_ms":1500}}],\
        %s,\
        "options":{"threshold_ms":400,"name":"x"}}
        """
            .formatted(topFlows),
        json);
  }

  @Test
  void topFlowsAreTheObjectsOfFlowsJsonl() throws IOException {
    Map<String, Object> one = ParsedJson.object(write(Samples.run(Samples.file("a.pcap"))));
    Map<?, ?> flow = (Map<?, ?>) ((List<?>) one.get("top_flows")).get(0);
    assertEquals("192.0.2.1:50000->198.51.100.2:443", flow.get("flow_id"));
    assertNull(flow.get("file"));
    Map<String, Object> two =
        ParsedJson.object(write(Samples.run(Samples.file("a.pcap"), Samples.file("b.pcap"))));
    assertEquals("a.pcap", ((Map<?, ?>) ((List<?>) two.get("top_flows")).get(0)).get("file"));
  }

  @Test
  void anEmptyCaptureHasNoTimes() throws IOException {
    RunSummary empty =
        new RunSummary(
            0,
            0,
            0,
            Map.of(),
            0,
            0,
            0,
            Map.of(),
            0,
            0,
            new CaptureInfo("native", List.of()),
            new CaptureQuality(CaptureGrade.GOOD, 0, false, 0, 0, 0, 0, 0, -1),
            List.of(),
            List.of());
    Map<String, Object> object = ParsedJson.object(write(empty));
    assertTrue(object.containsKey("first_ts") && object.containsKey("last_ts"));
    assertNull(object.get("first_ts"));
    assertNull(object.get("last_ts"));
    assertEquals(Map.of(), object.get("event_counts"));
    assertEquals(List.of(), object.get("top_flows"));
  }

  @Test
  void hostileNamesOfFilesAndInterfacesStayInOneLine() throws IOException {
    String name = "a\"b\n\u001B]0;owned\u0007\0\uDFFF";
    CaptureFile file =
        new CaptureFile(
            name,
            "pcapng",
            0,
            List.of(
                new CaptureInterface(name, 1, 0, 0, -1), new CaptureInterface(null, 1, 0, 0, -1)),
            List.of());
    String json = write(Samples.run(file));
    assertEquals(json.length() - 1, json.indexOf('\n'));
    assertTrue(json.strip().matches("[ -~]*"), json);
    Map<?, ?> read = (Map<?, ?>) ((List<?>) ParsedJson.object(json).get("files")).get(0);
    String replaced = name.replace('\uDFFF', '\uFFFD');
    List<?> interfaces = (List<?>) read.get("interfaces");
    assertEquals(replaced, read.get("name"));
    assertEquals(replaced, ((Map<?, ?>) interfaces.get(0)).get("name"));
    assertNull(((Map<?, ?>) interfaces.get(1)).get("name"));
  }

  @Test
  void theStreamStaysOpenAndItsErrorsComeThrough() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> SummaryJson.write(broken, Samples.run(), options -> {}, "1.2.3"));
    assertEquals("broken pipe", thrown.getMessage());
  }

  private static String write(RunSummary summary) throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("not ours to close");
          }
        };
    SummaryJson.write(
        out,
        summary,
        options -> {
          options.millis("threshold_ms", 400_000_000);
          options.text("name", "x");
        },
        "1.2.3");
    return out.toString(StandardCharsets.US_ASCII);
  }
}
