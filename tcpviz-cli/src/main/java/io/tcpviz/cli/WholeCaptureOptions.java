// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.detect.AnalysisConfig;
import picocli.CommandLine.Option;

/** The options of an analysis that reads captures from beginning to end. */
final class WholeCaptureOptions extends AnalysisOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "At most so many threads read and analyse a capture; the result is the same."
              + " Default: 2, or 1 where there is one processor.")
  private int threads = AnalysisConfig.defaults().threads();

  @Override
  AnalysisConfig config() {
    return set(super.config(), "--threads", config -> config.withThreads(threads));
  }
}
