// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for an address. */
class HttpAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"8080", ":8080"})
  void aPortAloneIsOfThisHost(String text) throws UnknownHostException {
    HttpAddress address = HttpAddress.parse(text);

    assertEquals(new HttpAddress("", 8080), address);
    assertTrue(address.resolve().getAddress().isLoopbackAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:8080, 0.0.0.0, 8080",
    "[::]:0, ::, 0",
    "[::1]:65535, ::1, 65535",
    "localhost:80, localhost, 80"
  })
  void aHostIsTakenAsTold(String text, String host, int port) throws UnknownHostException {
    HttpAddress address = HttpAddress.parse(text);

    assertEquals(new HttpAddress(host, port), address);
    assertEquals(text, address.toString());
    assertEquals(port, address.resolve().getPort());
  }

  @Test
  void allNetworksAreNotThisHostAlone() throws UnknownHostException {
    assertTrue(HttpAddress.parse("0.0.0.0:1").resolve().getAddress().isAnyLocalAddress());
    assertTrue(HttpAddress.parse("[::]:1").resolve().getAddress().isAnyLocalAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "'', lacks a port",
    ":, lacks a port",
    "localhost:, lacks a port",
    "localhost, no number from 0 to 65535",
    ":65536, no number from 0 to 65535",
    ":-1, no number from 0 to 65535",
    ":99999999999, no number from 0 to 65535",
    "::1:8080, in brackets",
    "[::1]8080, in brackets",
    "[::1], in brackets",
    "[]:8080, are empty",
    "http://localhost:8080, in brackets"
  })
  void anythingElseIsRefusedWithAReason(String text, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> HttpAddress.parse(text)).getMessage();

    assertTrue(message.contains(reason), message);
    assertTrue(message.contains("'" + text + "'"), message);
  }
}
