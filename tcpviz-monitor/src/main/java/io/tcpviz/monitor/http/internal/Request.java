// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * One request, and the way to answer it. Whatever is served is for its reader alone: no other site
 * may read, frame or keep it.
 */
public final class Request {
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final HttpExchange exchange;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
  }

  /** A header that the client sent, null if it did not; of several the first. */
  public @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** What is asked for, without parameters. */
  public String path() {
    return exchange.getRequestURI().getPath();
  }

  /** A parameter of the address, decoded; null if there is none. */
  public @Nullable String parameter(String name) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null) {
      return null;
    }
    for (String each : query.split("&")) {
      if (each.startsWith(name + "=")) {
        return decoded(each.substring(name.length() + 1));
      }
    }
    return null;
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null; // nothing that was encoded
    }
  }

  /** Sets a header of the answer, which has not begun. */
  public Request with(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
    return this;
  }

  /** Answers with a text for people. */
  public void text(int status, String text) throws IOException {
    octets(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with these octets. */
  public void octets(int status, String type, byte[] octets) throws IOException {
    try (exchange) {
      with("Content-Type", type);
      if (isHead()) {
        with("Content-Length", String.valueOf(octets.length));
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
      }
    }
  }

  /**
   * Begins an answer whose length nobody knows; it ends when the stream is closed, by any thread.
   */
  public OutputStream stream(int status, String type) throws IOException {
    with("Content-Type", type);
    exchange.sendResponseHeaders(status, isHead() ? -1 : 0);
    return exchange.getResponseBody();
  }

  /** Whether only the head of the answer is asked for. */
  public boolean isHead() {
    return method().equals("HEAD");
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** Lets go of the client, whatever was answered. */
  void close() {
    exchange.close();
  }
}
