// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.monitor.http.RawClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers, and to whom. */
@Timeout(120)
class WebServerTest {
  private static final HttpAddress ANY_PORT = HttpAddress.parse(":0");
  private static final String LOCALHOST = "Host: localhost";
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private WebServer server;
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    Map<String, Resource> resources =
        Map.of(
            "/", request -> request.text(200, "root " + request.parameter("a")),
            "/fails",
                request -> {
                  throw new IllegalStateException("a bug");
                });
    server = WebServer.open(ANY_PORT, resources, PATIENCE_NANOS);
    client = new RawClient(server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPathLeadsToItsResource() throws IOException {
    RawClient.Answer answer = client.get("/?b=c&a=%41");

    assertEquals(200, answer.status());
    assertEquals("root A\n", answer.body());
  }

  @Test
  void whatIsServedIsForItsReaderAlone() throws IOException {
    RawClient.Answer answer = client.get("/");

    assertTrue(!answer.headers().containsKey("access-control-allow-origin"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals("no-referrer", answer.header("Referrer-Policy"));
    assertEquals("no-store", answer.header("Cache-Control"));
    assertTrue(answer.header("Content-Security-Policy").contains("'none'"));
  }

  @Test
  void theHeadComesWithoutTheBody() throws IOException {
    RawClient.Answer answer = client.send("HEAD /", LOCALHOST);

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
    assertEquals("10", answer.header("Content-Length"));
  }

  @Test
  void anUnknownPathIsNotFound() throws IOException {
    assertEquals(404, client.get("/other").status());
    assertEquals(404, client.get("/fails/").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeWritten(String method) throws IOException {
    RawClient.Answer answer = client.send(method + " /", LOCALHOST);

    assertEquals(405, answer.status());
    assertEquals("GET, HEAD", answer.header("Allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:9",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.1.2.3",
        "[::1]",
        "[::1]:1"
      })
  void namesOfThisHostAreAnswered(String host) throws IOException {
    assertEquals(200, client.send("GET /", "Host: " + host).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example:80",
        "127.0.0.1.evil.example",
        "[::2]",
        ""
      })
  void aNameThatLeadsHereFromElsewhereIsNot(String host) throws IOException {
    assertEquals(421, client.send("GET /", "Host: " + host).status());
  }

  @Test
  void aRequestWithoutHostIsNotAnsweredEither() throws IOException {
    assertNotEquals(200, client.send("GET /", "").status());
  }

  @Test
  void aResourceThatFailsEndsItsConnectionAndNoOther() throws IOException {
    assertThrows(AssertionError.class, () -> client.get("/fails"));
    assertEquals(200, client.get("/").status());
  }

  @Test
  void aPortInUseIsSaidWithTheAddress() {
    HttpAddress taken = new HttpAddress("", server.address().getPort());
    String message =
        assertThrows(IOException.class, () -> WebServer.open(taken, Map.of())).getMessage();

    assertTrue(message.contains(taken.toString()), message);
    assertTrue(message.contains("in use"), message);
  }

  @Test
  void anUnknownHostIsSaid() {
    HttpAddress nowhere = HttpAddress.parse("nowhere.invalid:0");
    String message =
        assertThrows(IOException.class, () -> WebServer.open(nowhere, Map.of())).getMessage();

    assertTrue(message.contains("nowhere.invalid"), message);
  }

  @Test
  void clientsThatNeverEndTheirRequestsDoNotKeepOthersOut() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = client.connect();
        slow.add(socket);
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      }
      assertEquals(200, client.get("/").status());
      for (Socket socket : slow) {
        assertEquals(-1, socket.getInputStream().read()); // they are let go of
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aClosedServerIsGone() throws IOException {
    int port = server.address().getPort();
    server.close();

    try (WebServer again = WebServer.open(new HttpAddress("", port), Map.of())) {
      assertEquals(port, again.address().getPort());
    }
  }
}
