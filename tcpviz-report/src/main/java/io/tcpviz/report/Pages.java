// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes self-contained HTML pages out of the files of a session. A page needs no network and no
 * other file; it is written under a temporary name and renamed when complete.
 */
public final class Pages {
  private Pages() {}

  /** The timeline of an events.jsonl file (ours or the Python tool's). */
  public static void timeline(Path events, Path page) throws IOException {
    throw new IOException("not yet: " + events + page);
  }

  /** Figures per connection. Uses flows.jsonl and summary.json beside {@code events} if present. */
  public static void summary(Path events, Path page) throws IOException {
    throw new IOException("not yet: " + events + page);
  }

  /** The whole report of a session. */
  public static void report(SessionDirectory session, Path page) throws IOException {
    throw new IOException("not yet: " + session + page);
  }
}
