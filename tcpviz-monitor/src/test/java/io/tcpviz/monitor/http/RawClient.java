// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks a server octet by octet, with whatever headers, and hides nothing of its answer. */
public final class RawClient {
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final InetSocketAddress server;

  /** A client of the server at {@code server}. */
  public RawClient(InetSocketAddress server) {
    this.server = server;
  }

  /**
   * An answer.
   *
   * @param headers by name in lower case
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** A header, which must be there. */
    public String header(String name) {
      String value = headers.get(name.toLowerCase(Locale.ROOT));
      if (value == null) {
        throw new AssertionError("no header " + name + " in " + headers);
      }
      return value;
    }
  }

  /** A connection on which nothing was said. */
  public Socket connect() throws IOException {
    return new Socket(server.getAddress(), server.getPort());
  }

  /** The answer to a GET of localhost. */
  public Answer get(String path, String... headers) throws IOException {
    return send("GET " + path, "Host: localhost:" + server.getPort(), headers);
  }

  /**
   * The answer to a request.
   *
   * @param request method and path
   * @param host the line of the host; empty for none
   * @param headers further lines
   */
  public Answer send(String request, String host, String... headers) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(request, host, headers));
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  /** Begins a GET of localhost and leaves its answer to the caller. */
  public Socket begin(String path, String... headers) throws IOException {
    Socket socket = connect();
    String host = "Host: localhost:" + server.getPort();
    socket.getOutputStream().write(head("GET " + path, host, headers));
    return socket;
  }

  private static byte[] head(String request, String host, String... headers) {
    StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nConnection: close\r\n");
    if (!host.isEmpty()) {
      head.append(host).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static Answer answer(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      throw new AssertionError("no answer but '" + text + "'");
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    String body = text.substring(end + END_OF_HEAD.length());
    boolean isChunked = "chunked".equals(headers.get("transfer-encoding"));
    return new Answer(
        Integer.parseInt(lines[0].split(" ")[1]), headers, isChunked ? joined(body) : body);
  }

  private static String joined(String chunked) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int lineEnd = chunked.indexOf("\r\n", at);
      int length = Integer.parseInt(chunked.substring(at, lineEnd), 16);
      if (length == 0) {
        return out.toString(StandardCharsets.UTF_8);
      }
      int from = lineEnd + 2;
      out.writeBytes(chunked.substring(from, from + length).getBytes(StandardCharsets.ISO_8859_1));
      at = from + length + 2;
    }
  }
}
