// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.FieldVisitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How far the capture of one connection can be trusted.
 *
 * @param grade the verdict
 * @param flaws what it rests on; empty where it is good
 */
public record FlowQuality(CaptureGrade grade, Set<CaptureFlaw> flaws) {
  private static final FlowQuality GOOD = new FlowQuality(CaptureGrade.GOOD, Set.of());

  /** Copies the set. */
  public FlowQuality {
    EnumSet<CaptureFlaw> copy = EnumSet.noneOf(CaptureFlaw.class);
    copy.addAll(flaws);
    flaws = Collections.unmodifiableSet(copy);
  }

  /**
   * The quality of a capture with these flaws.
   *
   * @param missing the larger of both directions' shares of octets that the capture lacks, 0 to 1
   */
  public static FlowQuality of(Set<CaptureFlaw> flaws, double missing) {
    if (flaws.isEmpty()) {
      return GOOD;
    }
    CaptureGrade floor =
        flaws.contains(CaptureFlaw.ONE_SIDED) ? CaptureGrade.POOR : CaptureGrade.FAIR;
    return new FlowQuality(floor.and(CaptureGrade.ofMissing(missing)), flaws);
  }

  /** A capture without a flaw. */
  public static FlowQuality good() {
    return GOOD;
  }

  /** Presents every field under its stable name. */
  public void visit(FieldVisitor out) {
    out.text("capture_grade", grade.jsonName());
    List<String> names = new ArrayList<>(flaws.size());
    flaws.forEach(flaw -> names.add(flaw.jsonName()));
    out.texts("capture_flaws", names);
  }
}
