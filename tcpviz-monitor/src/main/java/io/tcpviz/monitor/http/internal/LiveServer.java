// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.report.LivePages;
import io.tcpviz.report.LivePart;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of a live page: the page at {@code /}, the same content for a page that must begin anew
 * at {@code /snapshot}, and its changes as server-sent events at {@code /events}.
 */
public final class LiveServer implements Closeable {
  private static final long PART_MILLIS = 300;
  private static final long FAREWELL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SUMMARY_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final Pattern POSITION = Pattern.compile("([0-9a-f]+)-([0-9]{1,18})");
  private static final String AFTER = "after";

  private static final String NO_ENTRY =
      "This page needs a token.\n\n"
          + "Open the address that the monitor printed when it began to serve; it ends in"
          + " ?token=...\n"
          + "A program sends it as a header: Authorization: Bearer TOKEN";

  private final LivePages pages;
  private final LiveState state;
  private final Gate gate;
  private final PartLog log = new PartLog();
  private final String run = Long.toHexString(System.nanoTime() ^ System.currentTimeMillis() << 20);
  private final LiveStreams streams;
  private final Snapshot page;
  private final Snapshot snapshot;
  private final WebServer server;
  private final Thread editor = new Thread(this::edit, "tcpviz-live-editor");

  private LiveServer(HttpAddress address, String token, LivePages pages, LiveBounds bounds)
      throws IOException {
    this.pages = pages;
    gate = new Gate(token);
    state = new LiveState(bounds);
    streams = new LiveStreams(log, state, bounds.clients());
    page = new Snapshot(pages::page);
    snapshot = new Snapshot(pages::part);
    server =
        WebServer.open(
            address,
            Map.of(
                "/", admitted(this::page),
                "/snapshot", admitted(this::snapshot),
                "/events", admitted(this::events)));
    gate.standsAt(server.address().getPort());
    editor.setDaemon(true);
    editor.start();
  }

  /**
   * Begins to serve.
   *
   * @param token as {@link io.tcpviz.monitor.http.LivePage#open} takes it
   */
  public static LiveServer open(
      HttpAddress address, String token, LivePages pages, LiveBounds bounds) throws IOException {
    boolean isOpen = token.isEmpty() && WebServer.isLoopback(address);
    String needed = token.isEmpty() && !isOpen ? Gate.randomToken() : token;
    return new LiveServer(address, needed, pages, bounds);
  }

  /** Takes what there is to show. */
  public LiveState state() {
    return state;
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** Where to look. */
  public String url() {
    String query =
        gate.token().isEmpty()
            ? ""
            : "?token=" + URLEncoder.encode(gate.token(), StandardCharsets.UTF_8);
    return "http://" + host(address().getAddress()) + ":" + address().getPort() + "/" + query;
  }

  private static String host(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return "localhost";
    }
    if (address.isAnyLocalAddress()) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost"; // a host without a name
      }
    }
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private Resource admitted(Resource resource) {
    return request -> {
      if (gate.admits(request)) {
        resource.answer(request);
      } else {
        request.with("WWW-Authenticate", "Bearer").text(401, NO_ENTRY);
      }
    };
  }

  private void page(Request request) throws IOException {
    gate.remember(request);
    request.with("Content-Security-Policy", LivePages.policy() + "; frame-ancestors 'none'");
    request.octets(200, "text/html; charset=utf-8", page.octets(this::all));
  }

  private void snapshot(Request request) throws IOException {
    request.octets(200, "application/json", snapshot.octets(this::all));
  }

  /** Everything as it stands. What is told twice does no harm, so the position is read first. */
  private Snapshot.State all() {
    state.look();
    try {
      state.awaitSummary(SUMMARY_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the answer will not reach anybody
    }
    String position = position(log.last());
    return new Snapshot.State(state.all(), position);
  }

  private String position(long number) {
    return run + "-" + number;
  }

  private void events(Request request) throws IOException {
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      request.text(FORBIDDEN, "This is for its own page.");
    } else if (request.isHead()) {
      request.text(200, "");
    } else if (!streams.begin(request, known(request))) {
      request
          .with("Retry-After", "10")
          .text(UNAVAILABLE, "As many pages are open as this monitor serves at once.");
    }
  }

  /** The part up to which the client knows everything; -1 if it is none of this run. */
  private long known(Request request) {
    String last = request.header("Last-Event-ID");
    String text = last != null ? last : Objects.requireNonNullElse(request.parameter(AFTER), "");
    Matcher position = POSITION.matcher(text);
    return position.matches() && position.group(1).equals(run)
        ? Long.parseLong(position.group(2))
        : -1;
  }

  private void edit() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PART_MILLIS);
        if (state.isForsaken()) {
          log.forget();
        } else {
          publish();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private synchronized void publish() {
    try {
      LivePart changes = state.changes();
      if (changes != null) {
        String position = position(log.last() + 1);
        log.add(event(position, pages.part(changes, position)));
      }
    } catch (LiveState.TooMuchException e) {
      log.forget();
    }
  }

  private static byte[] event(String position, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
    out.writeBytes(LiveStreams.ascii("id: " + position + "\ndata: "));
    out.writeBytes(json);
    out.writeBytes(LiveStreams.ascii("\n\n"));
    return out.toByteArray();
  }

  /** Tells what is not told yet, and ends. */
  @Override
  public void close() {
    editor.interrupt();
    publish();
    log.end();
    try {
      streams.awaitNone(FAREWELL_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then at once
    }
    server.close();
    streams.close();
  }
}
