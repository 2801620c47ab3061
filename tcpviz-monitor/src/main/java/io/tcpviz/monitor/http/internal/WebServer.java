// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tcpviz.core.Nullable;
import io.tcpviz.monitor.http.HttpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Serves things to read, by path, with a bounded number of threads and bounded patience for slow
 * clients. A server of this host alone answers only to names of this host, so that no name of
 * somebody else's can be made to lead a browser here.
 */
public final class WebServer implements Closeable {
  private static final int THREADS = 16;
  private static final int WAITING = 128;
  private static final int BACKLOG = 128;
  private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int MISDIRECTED = 421;

  private static final Pattern NAME_OF_THIS_HOST =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]{1,5})?");

  private final HttpServer server;
  private final WatchedThreads threads;
  private final Map<String, Resource> resources;

  private WebServer(HttpServer server, Map<String, Resource> resources, long requestNanos) {
    this.server = server;
    this.resources = Map.copyOf(resources);
    threads = new WatchedThreads("http", THREADS, WAITING, requestNanos);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Begins to serve.
   *
   * @param resources by path
   * @throws IOException if it cannot; the message names the address and says why
   */
  public static WebServer open(HttpAddress address, Map<String, Resource> resources)
      throws IOException {
    return open(address, resources, REQUEST_NANOS);
  }

  static WebServer open(HttpAddress address, Map<String, Resource> resources, long requestNanos)
      throws IOException {
    try {
      HttpServer server = HttpServer.create(address.resolve(), BACKLOG);
      return new WebServer(server, resources, requestNanos);
    } catch (UnknownHostException e) {
      throw unknownHost(address, e);
    } catch (SocketException e) {
      throw new IOException("cannot serve at " + address + ": " + e.getMessage(), e);
    }
  }

  /**
   * Whether only this host could reach a server there.
   *
   * @throws IOException if nobody knows the host
   */
  static boolean isLoopback(HttpAddress address) throws IOException {
    try {
      return address.resolve().getAddress().isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw unknownHost(address, e);
    }
  }

  private static IOException unknownHost(HttpAddress address, UnknownHostException cause) {
    return new IOException("cannot serve at " + address + ": nobody knows this host", cause);
  }

  /** Where it serves, with the port that it found if it was left to it. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Whether only this host can reach it. */
  public boolean isLoopback() {
    return address().getAddress().isLoopbackAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    threads.moved(ANSWER_NANOS);
    Request request = new Request(exchange);
    boolean answered = false;
    try {
      answer(request);
      answered = true;
    } finally {
      if (!answered) {
        request.close();
      }
    }
  }

  private void answer(Request request) throws IOException {
    if (isLoopback() && !isNameOfThisHost(request.header("Host"))) {
      request.text(MISDIRECTED, "This is served to its own host alone, as localhost.");
      return;
    }
    if (!request.method().equals("GET") && !request.isHead()) {
      request.with("Allow", "GET, HEAD").text(405, "There is nothing here but to read.");
      return;
    }
    Resource resource = resources.get(request.path());
    if (resource == null) {
      request.text(404, "There is nothing here.");
    } else {
      resource.answer(request);
    }
  }

  static boolean isNameOfThisHost(@Nullable String host) {
    return host != null && NAME_OF_THIS_HOST.matcher(host).matches();
  }

  /** Ends at once; answers that have not ended are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
