// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.PlayedCapture;
import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Metrics behind their server, and a monitor that they listen to. */
final class ServedMetrics implements AutoCloseable {
  /** A connection of which one segment is sent twice. */
  static final List<CapturedPacket> REPAIRED =
      SegmentScript.parse(
              """
                0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
               10   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
               10   >   .    1:1     ack 1  win 502
               20   >   .    1:1001  ack 1
              320   >   .    1:1001  ack 1
              330   <   .    1:1     ack 1001
              """)
          .frames(Staging.plain());

  private final Metrics metrics = new Metrics("1.2.3");
  private final MetricsServer server;

  ServedMetrics() throws IOException {
    server = MetricsServer.open(HttpAddress.parse(":0"), metrics);
  }

  Metrics metrics() {
    return metrics;
  }

  int port() {
    return server.address().getPort();
  }

  /** Watches a capture to its end. */
  void watch(PlayedCapture capture) throws IOException {
    new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(metrics)).run(capture::open);
  }

  HttpResponse<String> get(String accept) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port() + MetricsServer.PATH);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  String text() throws IOException, InterruptedException {
    return get("text/plain").body();
  }

  @Override
  public void close() {
    server.close();
  }
}
