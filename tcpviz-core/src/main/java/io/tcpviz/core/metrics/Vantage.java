// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/** Where on the path of a connection the capture was made, as far as round trips tell. */
public enum Vantage {
  /** Beside the client: what it sends passes before anything can happen to it. */
  NEAR_CLIENT("near_client"),
  /** Beside the server. */
  NEAR_SERVER("near_server"),
  /** Somewhere between. */
  MID_PATH("mid_path"),
  /** The way to one side or to both was never measured. */
  UNKNOWN("unknown");

  private final String jsonName;

  Vantage(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The stable name in flows.jsonl. */
  public String jsonName() {
    return jsonName;
  }
}
