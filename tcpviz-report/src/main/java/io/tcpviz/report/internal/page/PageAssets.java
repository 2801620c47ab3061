// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The sources of the pages, and the policy under which a browser runs these and nothing else. */
final class PageAssets {
  static final String LICENCE = "vendor/uplot/LICENSE";

  private static final String ROOT = "/io/tcpviz/report/";
  private static final String LIVE = "page/live/"; // what only a live page needs
  private static final String TEMPLATE = "page/page.html";

  private static final List<String> STYLES =
      List.of(
          "vendor/uplot/dist/uPlot.min.css",
          "page/report.css",
          "page/timeline/timeline.css",
          "page/connection/connection.css",
          "page/live/live.css");

  /** In the order in which they build on each other. */
  static final List<String> SCRIPTS =
      List.of(
          "vendor/uplot/dist/uPlot.iife.min.js",
          "page/data/decode.js",
          "page/data/format.js",
          "page/data/words.js",
          "page/parts/dom.js",
          "page/data/route.js",
          "page/parts/theme.js",
          "page/data/trace.js",
          "page/data/growing.js",
          "page/data/holding.js",
          "page/data/session.js",
          "page/data/search.js",
          "page/data/gather.js",
          "page/data/sorting.js",
          "page/parts/table.js",
          "page/parts/span.js",
          "page/timeline/lanes.js",
          "page/timeline/selection.js",
          "page/chart/vector.js",
          "page/chart/painter.js",
          "page/data/csv.js",
          "page/parts/popover.js",
          "page/chart/exports.js",
          "page/data/story.js",
          "page/parts/events.js",
          "page/parts/eventcsv.js",
          "page/timeline/filters.js",
          "page/chart/plot.js",
          "page/chart/pointer.js",
          "page/chart/gestures.js",
          "page/timeline/brush.js",
          "page/timeline/stage.js",
          "page/timeline/bookmark.js",
          "page/timeline/follower.js",
          "page/timeline/timeline.js",
          "page/chart/scope.js",
          "page/chart/columns.js",
          "page/connection/series.js",
          "page/connection/rates.js",
          "page/connection/marks.js",
          "page/connection/moments.js",
          "page/connection/bands.js",
          "page/connection/study.js",
          "page/connection/strip.js",
          "page/connection/sequence.js",
          "page/connection/curves.js",
          "page/connection/hit.js",
          "page/connection/segment.js",
          "page/connection/charts.js",
          "page/connection/panel.js",
          "page/connection/legend.js",
          "page/connection/card.js",
          "page/connection/rungs.js",
          "page/connection/ladder.js",
          "page/connection/sheetcharts.js",
          "page/connection/sheet.js",
          "page/overview/findings.js",
          "page/overview/findinglist.js",
          "page/overview/quality.js",
          "page/overview/overview.js",
          "page/overview/about.js",
          "page/overview/bar.js",
          "page/table/metrics.js",
          "page/table/sparkline.js",
          "page/table/tablecolumns.js",
          "page/table/columnmenu.js",
          "page/table/connectionfilters.js",
          "page/table/connections.js",
          "page/connection/connectionfacts.js",
          "page/connection/connection.js",
          "page/connection/visits.js",
          "page/live/feed.js",
          "page/live/alerts.js",
          "page/live/pulse.js",
          "page/live/live.js",
          "page/start.js");

  private PageAssets() {}

  static String template() {
    return text(TEMPLATE);
  }

  static List<String> styles(PageKind kind) {
    return texts(STYLES, kind);
  }

  static List<String> scripts(PageKind kind) {
    return texts(SCRIPTS, kind);
  }

  private static List<String> texts(List<String> names, PageKind kind) {
    return names.stream()
        .filter(name -> kind == PageKind.LIVE || !name.startsWith(LIVE))
        .map(PageAssets::text)
        .toList();
  }

  /** The content of the Content-Security-Policy of a page; a live one may ask where it is from. */
  static String policy(PageKind kind) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:;"
        + (kind == PageKind.LIVE ? " connect-src 'self';" : "")
        + " script-src "
        + hashes(scripts(kind))
        + "; style-src "
        + hashes(styles(kind));
  }

  /** One of the page's sources. */
  static String text(String name) {
    try (InputStream in = PageAssets.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + ROOT + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hashes(List<String> texts) {
    return texts.stream().map(PageAssets::hash).collect(Collectors.joining(" "));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
