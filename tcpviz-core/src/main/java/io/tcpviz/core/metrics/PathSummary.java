// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.FieldVisitor;

/**
 * The path of a connection, seen from the capture point: the smallest round trips from there to
 * both sides, by acknowledgments and by echoed timestamps (RFC 7323 §4.1). Their sum is the
 * smallest round trip of the whole path.
 *
 * @param vantage where on the path the capture was made
 * @param toClientNanos to the client and back, -1 if never measured
 * @param toServerNanos to the server and back, -1 if never measured
 */
public record PathSummary(Vantage vantage, long toClientNanos, long toServerNanos) {
  /** A path of which nothing is known. */
  public static PathSummary unknown() {
    return new PathSummary(Vantage.UNKNOWN, -1, -1);
  }

  /** Presents every field under its stable name. */
  public void visit(FieldVisitor out) {
    out.text("vantage", vantage.jsonName());
    out.millisOrUnknown("to_client_ms", toClientNanos);
    out.millisOrUnknown("to_server_ms", toServerNanos);
  }
}
