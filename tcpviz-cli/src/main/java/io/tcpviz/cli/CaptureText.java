// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a capture can be trusted, in words. */
final class CaptureText {
  private CaptureText() {}

  /** What a capture lacks, and what that means; empty where it is good. */
  static Optional<String> flaws(RunSummary run) {
    CaptureQuality quality = run.quality();
    if (quality.grade() == CaptureGrade.GOOD) {
      return Optional.empty();
    }
    List<String> flaws = new ArrayList<>();
    if (quality.gapBytes() > 0) {
      double whole = (double) quality.gapBytes() + quality.uniqueBytes();
      flaws.add(percent(quality.gapBytes() / whole) + " of the octets missing");
    }
    if (quality.droppedByHost() > 0) {
      flaws.add(ResultText.counted(quality.droppedByHost(), "packet") + " dropped by its host");
    }
    if (quality.oneSidedConnections() > 0) {
      flaws.add(
          "one direction only of "
              + quality.oneSidedConnections()
              + " of "
              + ResultText.counted(run.connections(), "connection"));
    }
    String doubt = quality.grade() == CaptureGrade.POOR ? "; losses and waits may be its own" : "";
    return Optional.of(quality.grade().jsonName() + ": " + String.join(", ", flaws) + doubt);
  }

  private static String percent(double share) {
    return share < 0.001 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
