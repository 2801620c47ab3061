// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/** The kinds of events. The JSON names are stable; docs/EVENTS.md has a section for each. */
public enum EventKind {
  /** Octets sent again (RFC 9293 §3.8.1). */
  RETRANSMISSION("retransmission", "Retransmission"),
  /** A segment overtaken on its way by segments sent after it (RFC 4737 §3). */
  OUT_OF_ORDER("out_of_order", "Out of order"),
  /** Octets that, by the feedback of the receiver or the sender's repair, were lost. */
  LOSS_INFER("loss_infer", "Loss"),
  /** A connection whose opening went wrong or slowly (RFC 9293 §3.5). */
  HANDSHAKE_ANOMALY("handshake_anomaly", "Handshake anomaly"),
  /** A connection whose closing went wrong (RFC 9293 §3.6). */
  TEARDOWN_ANOMALY("teardown_anomaly", "Teardown anomaly"),
  /** A receiver closed its window for a while (RFC 9293 §3.8.6). */
  ZERO_WINDOW("zero_window", "Zero window"),
  /** The same packet seen again: copied by the network or by the capture. */
  DUPLICATE_PACKET("duplicate_packet", "Duplicate packet"),
  /** A probe of an idle connection (RFC 9293 §3.8.4). */
  KEEP_ALIVE("keep_alive", "Keep-alive"),
  /** A probe of a closed window (RFC 9293 §3.8.6.1). */
  ZERO_WINDOW_PROBE("zero_window_probe", "Zero-window probe"),
  /** The sender filled the window that the receiver offers. */
  WINDOW_FULL("window_full", "Window full"),
  /** A receiver took back part of the window that it had offered (RFC 9293 §3.8.6, SHLD-14). */
  WINDOW_SHRINK("window_shrink", "Window shrink"),
  /** Octets acknowledged that the capture never held: the capture lost them, not the network. */
  CAPTURE_GAP("capture_gap", "Capture gap");

  private final String jsonName;
  private final String title;

  EventKind(String jsonName, String title) {
    this.jsonName = jsonName;
    this.title = title;
  }

  /** The stable name in events.jsonl. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people. */
  public String title() {
    return title;
  }
}
