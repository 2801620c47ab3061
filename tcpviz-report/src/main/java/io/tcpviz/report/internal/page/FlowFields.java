// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.FlowVerdict;
import io.tcpviz.core.metrics.RttSummary;
import io.tcpviz.core.tcp.FlowId;
import java.util.List;

/** Takes connections for the page as {@link FlowLine} would read them from their lines. */
final class FlowFields {
  private final SessionRows rows;
  private final Fields details = new Fields();
  private final FieldCollector fields;
  private final FieldCollector ofClient;
  private final FieldCollector ofServer;
  private final List<String> sources;

  /**
   * Nothing taken.
   *
   * @param sources names of the capture files; with more than one, each connection names its file
   */
  FlowFields(SessionRows rows, List<String> sources) {
    this.rows = rows;
    this.fields = new FieldCollector(details, rows.strings());
    this.ofClient = new FieldCollector(details, rows.strings(), FlowLine.OF_CLIENT);
    this.ofServer = new FieldCollector(details, rows.strings(), FlowLine.OF_SERVER);
    this.sources = sources;
  }

  /** Appends {@code flow}. */
  void add(FlowSummary flow) {
    Connection connection = new Connection();
    identify(connection, flow.id());
    judge(connection, flow);
    measure(connection, flow);
    details.clear();
    fields.truth("opening_seen", flow.id().openingSeen());
    if (sources.size() > 1) {
      fields.text("file", sources.get(flow.source()));
      connection.file = (int) details.text("file", -1);
    }
    fields.number("first_frame", flow.firstFrame());
    flow.path().visit(fields);
    flow.quality().visit(fields);
    flow.clientToServer().visit(ofClient);
    flow.serverToClient().visit(ofServer);
    rows.add(connection, details);
  }

  /** Appends a connection of which nothing is known but its ends. */
  void add(FlowId id) {
    Connection connection = new Connection();
    identify(connection, id);
    details.clear();
    rows.add(connection, details);
  }

  private void identify(Connection connection, FlowId id) {
    Strings strings = rows.strings();
    connection.number = id.connection();
    connection.client = strings.number(id.client().address());
    connection.clientPort = id.client().port();
    connection.server = strings.number(id.server().address());
    connection.serverPort = id.server().port();
  }

  private void judge(Connection connection, FlowSummary flow) {
    Strings strings = rows.strings();
    connection.state = strings.number(flow.state().jsonName());
    connection.verdict = strings.number(FlowVerdict.of(flow).jsonName());
    connection.severity = flow.severity().ordinal();
  }

  private static void measure(Connection connection, FlowSummary flow) {
    connection.firstNanos = flow.firstNanos();
    connection.lastNanos = flow.lastNanos();
    connection.handshakeNanos = Math.max(flow.handshakeNanos(), -1);
    connection.lostTimeNanos = flow.lostTimeNanos();
    connection.packets = flow.packets();
    connection.payloadBytes = flow.payloadBytes();
    connection.retransmittedPackets =
        flow.clientToServer().retransmittedPackets() + flow.serverToClient().retransmittedPackets();
    RttSummary client = flow.clientToServer().rtt();
    RttSummary server = flow.serverToClient().rtt();
    RttSummary fuller = client.samples() >= server.samples() ? client : server;
    connection.rttNanos = Math.max(fuller.meanNanos(), -1);
    connection.firstFrame = flow.firstFrame();
    connection.clientPackets = flow.clientToServer().packets();
    connection.serverPackets = flow.serverToClient().packets();
    connection.clientShift = Math.max(flow.clientToServer().windowShift(), -1);
    connection.serverShift = Math.max(flow.serverToClient().windowShift(), -1);
  }
}
