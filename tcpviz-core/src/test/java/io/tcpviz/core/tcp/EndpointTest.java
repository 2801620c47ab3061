// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:0,                         ::",
    "0:0:0:0:0:0:0:1,                         ::1",
    "1:0:0:0:0:0:0:0,                         1::",
    "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1,                    2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,                      2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,                    2001:db8::1:0:0:1",
    "0:0:1:1:1:1:0:0,                         ::1:1:1:1:0:0",
    "0:1:1:1:1:1:1:1,                         0:1:1:1:1:1:1:1",
    "1:1:1:1:1:1:1:0,                         1:1:1:1:1:1:1:0",
    "1:1:1:1:1:1:0:0,                         1:1:1:1:1:1::",
    "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAA,   2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaa",
    "0:0:0:0:0:fffe:102:304,                  ::fffe:102:304",
    "0:0:0:0:1:ffff:102:304,                  ::1:ffff:102:304",
    "0:0:0:1:0:ffff:102:304,                  ::1:0:ffff:102:304",
  })
  void ipv6IsWrittenCanonically(String address, String text) throws UnknownHostException {
    assertEquals(text, endpoint(InetAddress.getByName(address), 1).address());
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "255.255.255.255", "192.0.2.1", "10.0.0.128", "128.1.2.3"})
  void ipv4IsWrittenInDottedDecimal(String address) throws UnknownHostException {
    int bits = ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt();
    Endpoint endpoint = Endpoint.ofIpv4(bits, 65535);

    assertTrue(endpoint.isIpv4());
    assertEquals(address, endpoint.address());
    assertEquals(address + ":65535", endpoint.toString());
    assertEquals(0, endpoint.high());
  }

  @Test
  void bracketsSetAnIpv6AddressApartFromItsPort() {
    Endpoint endpoint = new Endpoint(0x20010DB8L << 32, 1, 443);

    assertFalse(endpoint.isIpv4());
    assertEquals("[2001:db8::1]:443", endpoint.toString());
  }

  @Property
  void anyIpv6AddressReadsBackAsItself(@ForAll("groups") List<Integer> groups)
      throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    groups.forEach(group -> bytes.putShort(group.shortValue()));
    InetAddress address = InetAddress.getByAddress(bytes.array());

    assertEquals(
        address,
        InetAddress.getByName(new Endpoint(bytes.getLong(0), bytes.getLong(8), 0).address()));
  }

  /** By the letter of RFC 5952 §4.2: of all ways to leave out one run of zeros, the best. */
  @Property
  void doubleColonStandsForTheFirstOfTheLongestRunsOfZeros(@ForAll("groups") List<Integer> groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups.get(i);
      low = low << 16 | groups.get(i + 4);
    }
    Endpoint endpoint = new Endpoint(high, low, 0);
    String full = joined(groups);
    String best = full;
    for (int length = 8; length >= 2 && best.equals(full); length--) {
      for (int at = 0; at + length <= 8 && best.equals(full); at++) {
        if (groups.subList(at, at + length).stream().allMatch(group -> group == 0)) {
          best = joined(groups.subList(0, at)) + "::" + joined(groups.subList(at + length, 8));
        }
      }
    }
    if (!endpoint.isIpv4()) {
      assertEquals(best, endpoint.address());
    }
  }

  @Test
  void aFlowIsNamedByTheSenderFirst() {
    Endpoint client = Endpoint.ofIpv4(0x0A000001, 1234);
    Endpoint server = new Endpoint(0, 1, 80);
    FlowId flow = new FlowId(7, client, server, true);

    assertEquals("10.0.0.1:1234->[::1]:80", flow.text(Direction.CLIENT_TO_SERVER));
    assertEquals("[::1]:80->10.0.0.1:1234", flow.text(Direction.SERVER_TO_CLIENT));
  }

  @Provide
  Arbitrary<List<Integer>> groups() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)),
            Tuple.of(2, Arbitraries.integers().between(0, 0xFFFF)))
        .list()
        .ofSize(8);
  }

  private static String joined(List<Integer> groups) {
    return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
  }

  private static Endpoint endpoint(InetAddress address, int port) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return new Endpoint(bytes.getLong(), bytes.getLong(), port);
  }

  @Property
  void everyAddressIsReadAsItWasWritten(@ForAll long high, @ForAll long low, @ForAll byte zeros) {
    Endpoint endpoint = new Endpoint(zeros > 0 ? 0 : high, low & -1L << (zeros & 63), 80);
    assertEquals(endpoint, Endpoint.parse(endpoint.address(), 80));

    Endpoint ipv4 = Endpoint.ofIpv4((int) low, 80);
    assertEquals(ipv4, Endpoint.parse(ipv4.address(), 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ":",
        "::1::",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.-4",
        "01.2.3.4",
        "1..2.3",
        "1.2.3.4.",
        "2001:DB8::1",
        "0:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7",
        ":::",
        "12345::",
        "::ffff:1.2.3.4",
        "::ffff:102:304",
        "1:2:3:4::5:6:7:8",
        "localhost",
        "::1%eth0",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "[::1]",
        "::g",
        " 1.2.3.4",
        "0:0::1",
        "1:2:3:4:5:6:7::"
      })
  void whatIsNoAddressAsWeWriteItIsRefused(String text) {
    assertNull(Endpoint.parse(text, 80));
  }
}
