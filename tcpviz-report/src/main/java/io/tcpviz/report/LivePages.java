// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.report.internal.page.LiveContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Makes the page of a capture that goes on, and what it is told while it is looked at. It is the
 * report's page with the same tables, but for the segments of connections, which only a second
 * reading of a capture that has ended would give. May be used by several threads.
 */
public final class LivePages {
  private final String source;
  private final Consumer<FieldVisitor> options;
  private final String version;

  /**
   * Pages of one run.
   *
   * @param source what is watched, as people call it
   * @param options presents the options of the run
   * @param version the version of tcpviz
   */
  public LivePages(String source, Consumer<FieldVisitor> options, String version) {
    this.source = source;
    this.options = options;
    this.version = version;
  }

  /** The Content-Security-Policy that the page needs: it may ask the server that it came from. */
  public static String policy() {
    return LiveContent.policy();
  }

  /**
   * The page, as HTML in UTF-8.
   *
   * @param all what it shows until it is told more
   * @param position where {@code all} stands among the parts, in letters that mean nothing to HTML
   */
  public byte[] page(LivePart all, String position) {
    return made(out -> LiveContent.of(all, summary(all)).page(out, source, position));
  }

  /**
   * What the page is told, as one line of JSON in ASCII without a line feed.
   *
   * @param position where it stands among the parts
   */
  public byte[] part(LivePart part, String position) {
    return made(out -> LiveContent.of(part, summary(part)).part(out, position));
  }

  private byte[] summary(LivePart part) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunSummary summary = part.summary();
    if (summary != null) {
      SummaryJson.write(out, summary, options, version, LiveContent.sources(part));
    }
    return out.toByteArray();
  }

  @FunctionalInterface
  private interface Making {
    void into(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] made(Making making) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      making.into(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
