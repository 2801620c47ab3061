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
  private static final String TEMPLATE = "page/page.html";

  private static final List<String> STYLES =
      List.of(
          "vendor/uplot/dist/uPlot.min.css",
          "page/report.css",
          "page/timeline.css",
          "page/connection.css");

  /** In the order in which they build on each other. */
  static final List<String> SCRIPTS =
      List.of(
          "vendor/uplot/dist/uPlot.iife.min.js",
          "page/decode.js",
          "page/format.js",
          "page/words.js",
          "page/dom.js",
          "page/route.js",
          "page/theme.js",
          "page/trace.js",
          "page/session.js",
          "page/search.js",
          "page/gather.js",
          "page/sorting.js",
          "page/table.js",
          "page/span.js",
          "page/lanes.js",
          "page/selection.js",
          "page/vector.js",
          "page/painter.js",
          "page/csv.js",
          "page/popover.js",
          "page/exports.js",
          "page/story.js",
          "page/events.js",
          "page/eventcsv.js",
          "page/filters.js",
          "page/plot.js",
          "page/pointer.js",
          "page/gestures.js",
          "page/brush.js",
          "page/stage.js",
          "page/bookmark.js",
          "page/timeline.js",
          "page/scope.js",
          "page/columns.js",
          "page/series.js",
          "page/rates.js",
          "page/marks.js",
          "page/moments.js",
          "page/bands.js",
          "page/study.js",
          "page/strip.js",
          "page/sequence.js",
          "page/curves.js",
          "page/hit.js",
          "page/segment.js",
          "page/charts.js",
          "page/panel.js",
          "page/legend.js",
          "page/card.js",
          "page/rungs.js",
          "page/ladder.js",
          "page/sheetcharts.js",
          "page/sheet.js",
          "page/findings.js",
          "page/findinglist.js",
          "page/quality.js",
          "page/overview.js",
          "page/about.js",
          "page/bar.js",
          "page/metrics.js",
          "page/sparkline.js",
          "page/tablecolumns.js",
          "page/columnmenu.js",
          "page/connectionfilters.js",
          "page/connections.js",
          "page/connectionfacts.js",
          "page/connection.js",
          "page/visits.js",
          "page/start.js");

  private PageAssets() {}

  static String template() {
    return text(TEMPLATE);
  }

  static List<String> styles() {
    return STYLES.stream().map(PageAssets::text).toList();
  }

  static List<String> scripts() {
    return SCRIPTS.stream().map(PageAssets::text).toList();
  }

  /** The content of the page's Content-Security-Policy. */
  static String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:;"
        + " script-src "
        + hashes(scripts())
        + "; style-src "
        + hashes(styles());
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
