// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.monitor.alert.AlertLevel;

/** Alerts that tests raise. */
final class Alerts {
  private Alerts() {}

  static Alert of(String subject) {
    return new Alert(
        AlertLevel.WARN,
        AlertLevel.OK,
        "retransmission",
        subject,
        12,
        60,
        10,
        50,
        1_700_000_000_123_456_789L,
        "direction",
        12,
        "events",
        "");
  }
}
