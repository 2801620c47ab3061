// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an analysis did not see, in words: no result may pass for one of the whole capture. */
final class Unseen {
  /** Fewer of a hundred frames are not worth a warning. */
  private static final int PERCENT = 1;

  private Unseen() {}

  /** A warning, where frames that may hold TCP were not looked into and are more than a few. */
  static Optional<String> warning(RunSummary run) {
    long hidden = run.hiddenPackets();
    if (hidden == 0 || hidden * 100 < (hidden + run.tcpPackets()) * PERCENT) {
      return Optional.empty();
    }
    String reasons =
        run.skipped().entrySet().stream()
            .filter(entry -> entry.getKey().hidesTcp())
            .map(entry -> entry.getValue() + " " + title(entry.getKey(), run))
            .collect(Collectors.joining(", "));
    return Optional.of(
        hidden
            + " of "
            + run.packets()
            + (run.packets() == 1 ? " packet" : " packets")
            + " could not be looked into, nothing is said of TCP in them: "
            + reasons);
  }

  /** A reason in words, with the link types that it is about. */
  static String title(SkipReason reason, RunSummary run) {
    if (reason != SkipReason.UNSUPPORTED_LINK_TYPE) {
      return reason.title();
    }
    String types =
        run.capture().files().stream()
            .flatMap(file -> file.interfaces().stream())
            .filter(captured -> captured.frames() > 0)
            .map(CaptureInterface::linkType)
            .filter(type -> !LinkType.isSupported(type))
            .distinct()
            .sorted()
            .map(LinkType::title)
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? reason.title() : reason.title() + ": " + types;
  }
}
