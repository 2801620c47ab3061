// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.monitor.http.internal.Request;
import io.tcpviz.monitor.http.internal.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Serves metrics at {@value #PATH}, as OpenMetrics to who accepts that, otherwise as the text of
 * Prometheus.
 */
public final class MetricsServer implements Closeable {
  /** Where Prometheus looks. */
  public static final String PATH = "/metrics";

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Metrics metrics;
  private final WebServer server;

  private MetricsServer(HttpAddress address, Metrics metrics) throws IOException {
    this.metrics = metrics;
    server = WebServer.open(address, Map.of(PATH, this::answer));
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if it cannot; the message names the address and says why
   */
  public static MetricsServer open(HttpAddress address, Metrics metrics) throws IOException {
    return new MetricsServer(address, metrics);
  }

  /** Where it serves, with the port that it found if it was left to it. */
  public InetSocketAddress address() {
    return server.address();
  }

  private void answer(Request request) throws IOException {
    Readings readings = metrics.readings();
    if (readings == null) {
      request.text(503, "The monitor has not begun yet.");
      return;
    }
    ExpositionFormatWriter writer = formats.findWriter(request.header("Accept"));
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    writer.write(octets, Exposition.of(readings, metrics.version()));
    request.octets(200, writer.getContentType(), octets.toByteArray());
  }

  @Override
  public void close() {
    server.close();
  }
}
