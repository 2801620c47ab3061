// SPDX-License-Identifier: Apache-2.0
package com.example.embed;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.detect.Analysis;
import io.tcpviz.detect.FlowAnalyzer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Prints how often each kind of event occurs in a capture. */
public final class CountEvents {
  private CountEvents() {}

  /** Analyses the capture named by the first argument. */
  public static void main(String[] args) throws IOException {
    Analysis analysis = FlowAnalyzer.analyze(Path.of(args[0]));
    for (Map.Entry<EventKind, Long> count : analysis.summary().eventCounts().entrySet()) {
      System.out.println(count.getKey().jsonName() + " " + count.getValue());
    }
  }
}
