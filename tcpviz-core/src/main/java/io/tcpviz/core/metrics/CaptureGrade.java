// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/** How far verdicts can rest on a capture. */
public enum CaptureGrade {
  /** It has everything. */
  GOOD("good"),
  /** It lacks something that some verdicts rest on; their confidence is lower. */
  FAIR("fair"),
  /** It lacks so much that losses and waits cannot be told from what it lacks. */
  POOR("poor");

  private static final double POOR_SHARE = 0.01;

  private final String jsonName;

  CaptureGrade(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The stable name in flows.jsonl and summary.json. */
  public String jsonName() {
    return jsonName;
  }

  /** The grade of a capture that lacks this share of what it should have, 0 to 1. */
  public static CaptureGrade ofMissing(double share) {
    return share > POOR_SHARE ? POOR : share > 0 ? FAIR : GOOD;
  }

  /** The worse of both. */
  public CaptureGrade and(CaptureGrade other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
