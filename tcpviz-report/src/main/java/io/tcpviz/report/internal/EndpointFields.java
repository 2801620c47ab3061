// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.tcp.Endpoint;

/**
 * The fields that say who talks to whom: {@code flow_id}, both addresses, both ports. Addresses
 * stand twice among them and are formatted once, without a String where they are IPv4. Addresses
 * and ports consist of characters that JSON does not escape.
 */
final class EndpointFields {
  private static final byte[] FLOW_ID = JsonOctets.encode("\"flow_id\":\"");
  private static final byte[] ARROW = JsonOctets.encode("->");
  private static final int LONGEST_ADDRESS = 39; // eight groups of four digits, seven colons
  private static final int LONGEST = 300; // four addresses, four ports, the names

  private final byte[] first;
  private final byte[] second;
  private final byte[] firstPort;
  private final byte[] secondPort;

  private final byte[] from = new byte[LONGEST_ADDRESS];
  private final byte[] to = new byte[LONGEST_ADDRESS];
  private final byte[] octets = new byte[LONGEST];
  private int length;

  /** Fields that are called so. */
  EndpointFields(String first, String second, String firstPort, String secondPort) {
    this.first = JsonOctets.encode("\",\"" + first + "\":\"");
    this.second = JsonOctets.encode("\",\"" + second + "\":\"");
    this.firstPort = JsonOctets.encode("\",\"" + firstPort + "\":");
    this.secondPort = JsonOctets.encode(",\"" + secondPort + "\":");
  }

  /** Writes the fields into the object that is open. */
  void write(JsonOctets json, Endpoint source, Endpoint destination) {
    int fromLength = address(source, from);
    int toLength = address(destination, to);
    length = 0;
    put(FLOW_ID, FLOW_ID.length);
    putEndpoint(source, from, fromLength);
    put(ARROW, ARROW.length);
    putEndpoint(destination, to, toLength);
    put(first, first.length);
    put(from, fromLength);
    put(second, second.length);
    put(to, toLength);
    put(firstPort, firstPort.length);
    length = Digits.put(source.port(), octets, length);
    put(secondPort, secondPort.length);
    length = Digits.put(destination.port(), octets, length);
    json.value(octets, length);
  }

  private void putEndpoint(Endpoint endpoint, byte[] address, int addressLength) {
    boolean brackets = !endpoint.isIpv4();
    if (brackets) {
      octets[length++] = '[';
    }
    put(address, addressLength);
    if (brackets) {
      octets[length++] = ']';
    }
    octets[length++] = ':';
    length = Digits.put(endpoint.port(), octets, length);
  }

  private void put(byte[] source, int count) {
    System.arraycopy(source, 0, octets, length, count);
    length += count;
  }

  private static int address(Endpoint endpoint, byte[] into) {
    if (endpoint.isIpv4()) {
      int end = Digits.put(endpoint.low() >>> 24 & 0xFF, into, 0);
      for (int shift = 16; shift >= 0; shift -= 8) {
        into[end++] = '.';
        end = Digits.put(endpoint.low() >>> shift & 0xFF, into, end);
      }
      return end;
    }
    String text = endpoint.address();
    for (int i = 0; i < text.length(); i++) {
      into[i] = (byte) text.charAt(i);
    }
    return text.length();
  }
}
