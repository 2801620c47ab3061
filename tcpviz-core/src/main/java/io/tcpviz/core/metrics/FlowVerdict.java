// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import java.util.Locale;

/** One word on a connection: why it never opened, or else how much what happened to it matters. */
public enum FlowVerdict {
  /** Its SYN was answered by a reset. */
  REFUSED,
  /** Its SYN was not answered. */
  UNANSWERED,
  /** Its SYN-ACK was not acknowledged. */
  INCOMPLETE,
  /** It opened, and its worst event is critical. */
  CRITICAL,
  /** It opened, and its worst event is a warning. */
  DEGRADED,
  /** It opened, and nothing worse than information was found. */
  HEALTHY;

  private final String jsonName = name().toLowerCase(Locale.ROOT);

  /** The stable name in flows.jsonl. */
  public String jsonName() {
    return jsonName;
  }

  /** The word on a connection. */
  public static FlowVerdict of(FlowSummary flow) {
    return switch (flow.state()) {
      case REFUSED -> REFUSED;
      case SYN_SENT -> UNANSWERED;
      case SYN_RECEIVED -> INCOMPLETE;
      case ESTABLISHED, HALF_CLOSED, CLOSED, RESET ->
          switch (flow.severity()) {
            case CRITICAL -> CRITICAL;
            case WARNING -> DEGRADED;
            case INFO -> HEALTHY;
          };
    };
  }
}
