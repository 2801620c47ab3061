// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.SessionCaptures;
import io.tcpviz.report.SkippedLines;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Makes a page: reads the session, fills the template, and puts the file in place when complete.
 */
public final class PageFile {
  private PageFile() {}

  /**
   * Writes {@code page}.
   *
   * @param events events.jsonl
   * @param flows flows.jsonl; it may be missing
   * @param summary summary.json; it may be missing
   * @param segments the capture that the session was made from; null for a page without segments
   * @return lines that were left out, at most one entry for each file
   */
  public static List<SkippedLines> write(
      PageKind kind,
      Path events,
      Path flows,
      Path summary,
      @Nullable SegmentSource segments,
      Path page)
      throws IOException {
    SessionFiles session = SessionFiles.read(events, flows);
    PageContent content = new PageContent(kind, session, traces(session, summary, segments));
    String json = content.json(summary);
    try {
      if (Files.exists(page) && !Files.isRegularFile(page)) {
        fill(page, json, content); // a pipe or a device, which nothing may take the place of
      } else {
        replace(Files.exists(page) ? page.toRealPath() : page, json, content);
      }
      return session.skipped();
    } catch (IOException e) {
      FileSystemException failed = new FileSystemException(page.toString(), null, reason(e));
      failed.initCause(e);
      throw failed; // names the page, so that writing can be told from reading
    }
  }

  private static TraceTable traces(
      SessionFiles session, Path summary, @Nullable SegmentSource segments) throws IOException {
    if (segments == null) {
      return new TraceTable("");
    }
    List<String> captures =
        Files.exists(summary)
            ? SessionCaptures.read(summary).captures().stream()
                .map(SessionCaptures.Capture::name)
                .toList()
            : List.of();
    return new TraceReading(session, captures).read(segments);
  }

  private static void replace(Path page, String json, PageContent content) throws IOException {
    Path name = page.getFileName();
    Path unfinished = page.resolveSibling(name + "." + ProcessHandle.current().pid() + ".part");
    try {
      fill(unfinished, json, content);
      Files.move(
          unfinished, page, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void fill(Path file, String json, PageContent content) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      fill(out, json, content);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return reason == null ? "cannot be written" : reason;
  }

  private static void fill(Writer out, String json, PageContent content) throws IOException {
    for (String part : PageAssets.template().split("(?=\\{\\{)|(?<=}})")) {
      switch (part) {
        case "{{policy}}" -> out.write(PageAssets.policy());
        case "{{styles}}" -> elements(out, "style", PageAssets.styles());
        case "{{scripts}}" -> elements(out, "script", PageAssets.scripts());
        case "{{licence}}" -> out.write(PageAssets.text(PageAssets.LICENCE));
        case "{{json}}" -> out.write(json);
        case "{{tables}}" -> {
          tables(out, content.tables());
          traces(out, content.traces());
        }
        default -> out.write(part);
      }
    }
  }

  private static void elements(Writer out, String name, List<String> texts) throws IOException {
    for (String text : texts) {
      out.write("<" + name + ">");
      out.write(text);
      out.write("</" + name + ">\n");
    }
  }

  private static void tables(Writer out, List<Table> tables) throws IOException {
    for (Table table : tables) {
      for (Column column : table.columns()) {
        octets(out, table.name() + "." + column.name(), column.encoded());
      }
      octets(out, table.name() + ".blocks", table.details().sizes().encoded());
      octets(out, table.name() + ".details", table.details().finish());
    }
  }

  private static void traces(Writer out, TraceTable traces) throws IOException {
    for (Column column : traces.columns()) {
      octets(out, "traces." + column.name(), column.encoded());
    }
    octets(out, "traces.data", traces.data());
    octets(out, "sparks.row", traces.sparkRows().encoded());
    octets(out, "sparks.data", traces.sparks());
  }

  private static void octets(Writer out, String id, Varints octets) throws IOException {
    out.write("<script type=\"application/octet-stream\" id=\"" + id + "\">");
    out.write(octets.finish());
    out.write("</script>\n");
  }
}
