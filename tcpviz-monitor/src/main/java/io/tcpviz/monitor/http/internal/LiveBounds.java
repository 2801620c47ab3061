// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

/**
 * What a live page keeps at most; of more, the latest.
 *
 * @param events events
 * @param connections connections that have ended, those without events a fifth of them
 * @param open open connections, the worst
 * @param alerts alerts
 * @param changes events that change from one part to the next; of more, all pages begin anew
 * @param clients pages that are open at once
 */
public record LiveBounds(
    int events, int connections, int open, int alerts, int changes, int clients) {
  /** As a monitor has them. */
  public static final LiveBounds USUAL = new LiveBounds(50_000, 5_000, 200, 500, 20_000, 200);
}
