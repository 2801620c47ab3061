// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/** What a capture lacks of one connection, so that less can be said about it. */
public enum CaptureFlaw {
  /** Octets were acknowledged that the capture does not have; so losses may be its own. */
  GAPS("gaps"),
  /** One direction only: nothing is known of what the other side acknowledged or asked for. */
  ONE_SIDED("one_sided"),
  /** It was open already: window scale and options of the SYNs are not known (RFC 7323 §2.2). */
  BEGINS_MIDWAY("begins_midway"),
  /** Segments larger than the MSS: an adapter joined several, or had not split them yet. */
  MERGED_SEGMENTS("merged_segments"),
  /** Segments recorded behind the acknowledgment of their octets. */
  RECORDED_LATE("recorded_late"),
  /** Segments stamped earlier than one recorded before them: times are not to be relied on. */
  CLOCK_BACK("clock_back");

  private final String jsonName;

  CaptureFlaw(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The stable name in flows.jsonl. */
  public String jsonName() {
    return jsonName;
  }
}
