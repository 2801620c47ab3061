// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is served.
 *
 * @param host a name or an address, an IPv6 address without brackets; empty for this host alone
 * @param port 0 to 65535; 0 for one that is free
 */
public record HttpAddress(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  private static final Pattern SHAPE =
      Pattern.compile("(?:(?<host>[^:\\[\\]]*|\\[(?<six>[^\\[\\]]*)\\]):)?(?<port>[^:\\[\\]]*)");

  /** Checks the range of the port. */
  public HttpAddress {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
  }

  /**
   * Reads {@code [HOST:]PORT}. Without a host, as in {@code 8080} and {@code :8080}, it is this
   * host alone; {@code 0.0.0.0} and {@code [::]} are all networks.
   *
   * @throws IllegalArgumentException if it is no such thing; the message says what is wrong
   */
  public static HttpAddress parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException(
          "expected [HOST:]PORT, an IPv6 address in brackets as in [::1]:8080, not '" + text + "'");
    }
    String six = shape.group("six");
    if (six != null && six.isEmpty()) {
      throw new IllegalArgumentException("the brackets of '" + text + "' are empty");
    }
    String host = six != null ? six : shape.group("host");
    return new HttpAddress(host == null ? "" : host, port(shape.group("port"), text));
  }

  private static int port(String digits, String text) {
    if (digits.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' lacks a port, as in :8080");
    }
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "the port of '" + text + "' is no number from 0 to " + HIGHEST_PORT);
    }
    return Integer.parseInt(digits);
  }

  /**
   * The address to listen at.
   *
   * @throws UnknownHostException if nobody knows the host
   */
  public InetSocketAddress resolve() throws UnknownHostException {
    InetAddress address =
        host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
