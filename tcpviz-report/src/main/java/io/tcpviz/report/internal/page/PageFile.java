// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.SessionCaptures;
import io.tcpviz.report.SkippedLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes a page: reads the session, fills the template, and puts the file in place when complete.
 */
public final class PageFile {
  private static final int BUFFER = 1 << 16;

  /** Octets of Base64 that are made at once: whole groups of three. */
  private static final int SLICE = 3 << 14;

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
    OrderedSession ordered = session.rows().ordered();
    PageContent content =
        new PageContent(
            kind,
            session.name(),
            session.rows().tables(ordered, kind.showsEvents()),
            session.invalidEvents(),
            session.invalidConnections(),
            traces(ordered, summary, segments));
    write(content, summary, page);
    return session.skipped();
  }

  /**
   * Reads the segments of a page from the capture.
   *
   * @param summary summary.json, which names the captures; it may be missing
   * @param segments the capture; null for a page without segments
   */
  public static TraceTable traces(
      OrderedSession session, Path summary, @Nullable SegmentSource segments) throws IOException {
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

  /**
   * Writes {@code page}.
   *
   * @param summary summary.json; it may be missing
   */
  public static void write(PageContent content, Path summary, Path page) throws IOException {
    String json = content.json(summary);
    try {
      if (Files.exists(page) && !Files.isRegularFile(page)) {
        // a pipe or a device, which nothing may take the place of
        fill(page, json, content);
      } else {
        replace(Files.exists(page) ? page.toRealPath() : page, json, content);
      }
    } catch (IOException e) {
      FileSystemException failed = new FileSystemException(page.toString(), null, reason(e));
      failed.initCause(e);
      throw failed; // names the page, so that writing can be told from reading
    }
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
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      fill(out, json, content);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return reason == null ? "cannot be written" : reason;
  }

  /**
   * Fills the template.
   *
   * @param json what {@link PageContent#json} returned
   */
  static void fill(OutputStream out, String json, PageContent content) throws IOException {
    for (String part : PageAssets.template().split("(?=\\{\\{)|(?<=}})")) {
      switch (part) {
        case "{{policy}}" -> text(out, PageAssets.policy(content.kind()));
        case "{{styles}}" -> elements(out, "style", PageAssets.styles(content.kind()));
        case "{{scripts}}" -> elements(out, "script", PageAssets.scripts(content.kind()));
        case "{{licence}}" -> text(out, PageAssets.text(PageAssets.LICENCE));
        case "{{json}}" -> text(out, json);
        case "{{tables}}" -> octets(out, content.octets());
        default -> text(out, part);
      }
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void elements(OutputStream out, String name, List<String> texts)
      throws IOException {
    for (String text : texts) {
      text(out, "<" + name + ">" + text + "</" + name + ">\n");
    }
  }

  private static void octets(OutputStream out, List<Packed> all) throws IOException {
    for (Packed each : all) {
      text(out, "<script type=\"application/octet-stream\" id=\"" + each.id() + "\">");
      base64(out, each.gzip());
      text(out, "</script>\n");
    }
  }

  private static void base64(OutputStream out, byte[] octets) throws IOException {
    for (int from = 0; from < octets.length; from += SLICE) {
      byte[] slice = Arrays.copyOfRange(octets, from, Math.min(octets.length, from + SLICE));
      out.write(Base64.getEncoder().encode(slice));
    }
  }
}
