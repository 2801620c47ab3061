// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.internal.page.PageFile;
import io.tcpviz.report.internal.page.PageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes self-contained HTML pages out of the files of a session. A page needs no network and no
 * other file; it is written under a temporary name and renamed when complete. The same files give
 * the same page, octet for octet.
 *
 * <p>Lines that are no events or no connections are left out, returned, and mentioned on the page.
 */
public final class Pages {
  private Pages() {}

  /**
   * The timeline of an events.jsonl file (ours or the Python tool's). Uses flows.jsonl and
   * summary.json beside {@code events} if present.
   *
   * @return the lines left out, at most one entry for each file
   * @throws IOException if a file cannot be read or the page cannot be written; the message names
   *     file and line
   */
  public static List<SkippedLines> timeline(Path events, Path page) throws IOException {
    return write(PageKind.TIMELINE, events, page);
  }

  /**
   * Figures per connection. Uses flows.jsonl and summary.json beside {@code events} if present.
   *
   * @return the lines left out, at most one entry for each file
   * @throws IOException if a file cannot be read or the page cannot be written; the message names
   *     file and line
   */
  public static List<SkippedLines> summary(Path events, Path page) throws IOException {
    return write(PageKind.SUMMARY, events, page);
  }

  /**
   * The whole report of a session.
   *
   * @return the lines left out, at most one entry for each file
   * @throws IOException if a file cannot be read or the page cannot be written; the message names
   *     file and line
   */
  public static List<SkippedLines> report(SessionDirectory session, Path page) throws IOException {
    return report(session, null, page);
  }

  /**
   * The whole report of a session, with the segments of its connections: of all if there is room,
   * else of those that lost most time. Where the capture cannot be read, the page says so.
   *
   * @param capture what the session was made from; null for a page without segments
   * @return the lines left out, at most one entry for each file
   * @throws IOException if a file of the session cannot be read or the page cannot be written; the
   *     message names file and line
   */
  public static List<SkippedLines> report(
      SessionDirectory session, @Nullable SegmentSource capture, Path page) throws IOException {
    return PageFile.write(
        PageKind.REPORT, session.events(), session.flows(), session.summary(), capture, page);
  }

  private static List<SkippedLines> write(PageKind kind, Path events, Path page)
      throws IOException {
    Path flows = events.resolveSibling("flows.jsonl");
    Path summary = events.resolveSibling("summary.json");
    return PageFile.write(kind, events, flows, summary, null, page);
  }
}
