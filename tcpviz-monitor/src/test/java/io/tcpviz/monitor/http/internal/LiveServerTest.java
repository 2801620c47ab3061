// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.monitor.http.RawClient;
import io.tcpviz.report.LivePages;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what clients are told, however many they are and however slow. */
@Timeout(120)
class LiveServerTest {
  private static final LivePages PAGES = new LivePages("test", options -> {}, "0");
  private static final LiveBounds BOUNDS = new LiveBounds(100, 100, 10, 500, 1_000, 110);
  private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]+)\"");

  private LiveServer server;
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    open(":0", "");
  }

  private void open(String address, String token) throws IOException {
    server = LiveServer.open(HttpAddress.parse(address), token, PAGES, BOUNDS);
    client = new RawClient(server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void reopen(String address, String token) throws IOException {
    server.close();
    open(address, token);
  }

  private String position() throws IOException {
    Matcher matcher = POSITION.matcher(client.get("/snapshot").body());
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  /** Reads until {@code wanted} has come. */
  private static String await(Socket stream, String wanted) throws IOException {
    InputStream in = stream.getInputStream();
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[1 << 16];
    while (text.indexOf(wanted) < 0) {
      int count = in.read(buffer);
      assertTrue(count >= 0, () -> "ended without " + wanted);
      text.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
    }
    return text.toString();
  }

  @Test
  void thePageMayAskItsServerAndNobodyElse() throws IOException {
    RawClient.Answer page = client.get("/");

    assertEquals(200, page.status());
    assertTrue(page.header("Content-Security-Policy").contains("connect-src 'self'"));
    assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'none'"));
    assertEquals("nosniff", page.header("X-Content-Type-Options"));
    assertTrue(page.body().startsWith("<!DOCTYPE html>"));
  }

  @Test
  void onThisHostNoTokenIsNeededUnlessOneWasGiven() throws IOException {
    assertFalse(server.url().contains("token"));

    reopen(":0", "given");
    assertTrue(server.url().endsWith("/?token=given"));
    assertEquals(401, client.get("/").status());
  }

  @Test
  void elsewhereATokenIsNeededThatNobodyGuesses() throws IOException {
    reopen("0.0.0.0:0", "");
    String url = server.url();
    String token = url.substring(url.indexOf("token=") + 6);

    assertTrue(token.length() >= 20, url);
    RawClient.Answer refused = client.get("/");
    assertEquals(401, refused.status());
    assertTrue(refused.body().contains("token"));
    assertEquals(200, client.get("/?token=" + token).status());
  }

  @Test
  void everyPathIsBehindTheToken() throws IOException {
    reopen(":0", "secret");

    for (String path : List.of("/", "/snapshot", "/events", "/?token=", "/?token=secre")) {
      assertEquals(401, client.get(path).status(), path);
    }
    assertEquals(401, client.get("/", "Authorization: Bearer other").status());
    assertEquals(401, client.get("/", "Cookie: tcpviz_1=c2VjcmV0").status());
    assertEquals(200, client.get("/snapshot", "Authorization: Bearer secret").status());
  }

  @Test
  void whoShowedTheTokenGetsACookieForIt() throws IOException {
    reopen(":0", "a b&ü");
    RawClient.Answer page = client.get("/?token=a+b%26%C3%BC");
    String cookie = page.header("Set-Cookie");

    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertEquals(200, client.get("/snapshot", "Cookie: other=1; " + pair).status());
  }

  @Test
  void whatHappensIsTold() throws IOException {
    try (Socket stream = client.begin("/events?after=" + position())) {
      await(stream, "text/event-stream");
      server.state().alert(Alerts.of("somebody"));

      String told = await(stream, "somebody");
      assertTrue(told.contains("id: "), told);
      assertTrue(told.contains("data: {"), told);
    }
  }

  @Test
  void aClientThatComesBackIsToldWhatItMissed() throws IOException {
    String position = position();
    server.state().alert(Alerts.of("missed"));

    try (Socket stream = client.begin("/events?after=nothing", "Last-Event-ID: " + position)) {
      await(stream, "missed");
    }
  }

  @Test
  void aClientOfAnotherRunIsToldToBeginAnew() throws IOException {
    String position = position();
    reopen(":0", "");

    assertTrue(client.get("/events?after=" + position).body().contains("event: resync"));
    assertTrue(client.get("/events?after=-1").body().contains("event: resync"));
    assertTrue(client.get("/events").body().contains("event: resync"));
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobody() throws IOException {
    String position = position();
    try (Socket stalled = client.begin("/events?after=" + position);
        Socket other = client.begin("/events?after=" + position)) {
      await(other, "text/event-stream");
      for (int part = 0; part < 20; part++) {
        for (int i = 0; i < 500; i++) {
          server.state().alert(Alerts.of("subject " + part + " " + "x".repeat(300)));
        }
        await(other, "subject " + part);
      }
      assertEquals(200, client.get("/snapshot").status());
      assertFalse(stalled.isClosed());
    }
  }

  @Test
  void manyClientsAreToldTheSame() throws IOException {
    String position = position();
    List<Socket> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        streams.add(client.begin("/events?after=" + position));
      }
      for (Socket stream : streams) {
        await(stream, "text/event-stream");
      }
      server.state().alert(Alerts.of("everybody"));
      for (Socket stream : streams) {
        await(stream, "everybody");
      }
    } finally {
      for (Socket stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void beyondTheBoundClientsAreRefused() throws IOException {
    String position = position();
    List<Socket> streams = new ArrayList<>();
    try {
      for (int i = 0; i < BOUNDS.clients(); i++) {
        Socket stream = client.begin("/events?after=" + position);
        streams.add(stream);
        await(stream, "text/event-stream");
      }
      RawClient.Answer refused = client.get("/events?after=" + position);
      assertEquals(503, refused.status());
      assertEquals("10", refused.header("Retry-After"));
    } finally {
      for (Socket stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void anotherSiteMayNotListen() throws IOException {
    assertEquals(403, client.get("/events", "Sec-Fetch-Site: cross-site").status());
    assertEquals(403, client.get("/events", "Sec-Fetch-Site: same-site").status());
  }

  @Test
  void aClosedServerEndsItsStreams() throws IOException {
    try (Socket stream = client.begin("/events?after=" + position())) {
      await(stream, "text/event-stream");
      server.state().alert(Alerts.of("the last"));
      server.close();

      String rest = new String(stream.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(rest.contains("the last"), rest);
    }
  }
}
