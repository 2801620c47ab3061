// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertWebhookTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int STALL = -1;

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Long> waits = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String retryAfter = "";
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anAlertIsPostedAsJson() {
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(List.of("application/json " + new AlertJson().of(AlertOutputTest.WARN)), bodies);
    assertEquals(List.of(), notices);
  }

  @Test
  void whatTheServerCannotTakeAtPresentIsPostedAgainAfterLongerAndLongerWaits() {
    answers.addAll(List.of(500, 503, 502, 408, 200));
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(5, bodies.size());
    assertEquals(4, waits.size());
    for (int i = 0; i < waits.size(); i++) {
      long most = 500L << i;
      assertTrue(waits.get(i) >= most / 2 && waits.get(i) <= most, waits::toString);
    }
    assertEquals(
        List.of("webhook " + url() + ": the server answers 500; it is tried again"), notices);
  }

  @Test
  void theServerSaysHowLongToWait() {
    retryAfter = "17";
    answers.addAll(List.of(429, 200));
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(List.of(17_000L), waits);
  }

  @Test
  void aServerThatStallsIsTriedAgain() {
    answers.addAll(List.of(STALL, 200));
    try (AlertWebhook hook = hook(Duration.ofMillis(300))) {
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(1, waits.size());
    assertEquals(List.of("webhook " + url() + ": request timed out; it is tried again"), notices);
  }

  @Test
  void afterSevenAttemptsTheNextAlertHasItsTurn() {
    answers.addAll(List.of(500, 500, 500, 500, 500, 500, 500, 200));
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(8, bodies.size());
    assertEquals(
        List.of(
            "webhook " + url() + ": the server answers 500; it is tried again",
            "webhook " + url() + ": the server answers 500; given up after 7 attempts"),
        notices);
  }

  @Test
  void aFailureIsSaidBeforeItIsTriedAgain() {
    List<List<String>> saidAtWaits = new CopyOnWriteArrayList<>();
    answers.addAll(List.of(503, 503, 200, 503, 200));
    RetryPlan retries = new RetryPlan(millis -> saidAtWaits.add(List.copyOf(notices)));
    try (AlertWebhook hook = new AlertWebhook(url(), notices::add, 10, retries, LONG, LONG)) {
      hook.alert(AlertOutputTest.WARN);
      hook.alert(AlertOutputTest.WARN);
    }

    String failure = "webhook " + url() + ": the server answers 503; it is tried again";
    assertEquals(List.of(List.of(failure), List.of(failure), List.of(failure)), saidAtWaits);
    assertEquals(List.of(failure, failure), notices); // the second is held back until the end
  }

  @Test
  void whoCannotBeReachedIsSaid() {
    server.stop(0);
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(2, notices.size());
    assertTrue(
        notices.get(0).startsWith("webhook " + url() + ": cannot connect"), notices::toString);
    assertTrue(notices.get(0).endsWith("; it is tried again"), notices::toString);
    assertTrue(notices.get(1).endsWith("; given up after 7 attempts"), notices::toString);
  }

  @Test
  void whatTheServerRefusesIsNotPostedAgain() {
    answers.addAll(List.of(404, 301, 200));
    try (AlertWebhook hook = hook(LONG)) {
      hook.alert(AlertOutputTest.WARN);
      hook.alert(AlertOutputTest.WARN);
      hook.alert(AlertOutputTest.WARN);
    }

    assertEquals(3, bodies.size());
    assertEquals(List.of(), waits);
    assertEquals(
        List.of(
            "webhook " + url() + ": the server answers 404",
            "webhook " + url() + ": the server answers 301"),
        notices);
  }

  @Test
  void whatIsStillOnItsWayInTheEndIsGivenUpAndCounted() {
    answers.add(STALL);
    AlertWebhook hook =
        new AlertWebhook(
            url(), notices::add, 1, new RetryPlan(waits::add), LONG, Duration.ofMillis(300));
    hook.alert(AlertOutputTest.WARN);
    hook.alert(AlertOutputTest.WARN);
    hook.alert(AlertOutputTest.WARN);
    hook.close();

    assertEquals(3, hook.dropped());
    assertEquals(
        "webhook " + url() + ": 3 alerts were dropped in all", notices.get(notices.size() - 1));
  }

  @Test
  void onlyUrlsOfTheWebAreTaken() {
    for (String url : List.of("ftp://host/", "host/path", "http:///path", "http://a:b@host/")) {
      assertThrows(IllegalArgumentException.class, () -> new AlertWebhook(url, notices::add), url);
    }
  }

  @Test
  void aTimeOfDayIsAWaitToo() {
    Instant now = Instant.parse("2026-11-28T12:00:00Z");

    assertEquals(
        Duration.ofSeconds(30), RetryPlan.Outcome.wait("Sat, 28 Nov 2026 12:00:30 GMT", now));
    assertEquals(Duration.ZERO, RetryPlan.Outcome.wait("Sat, 28 Nov 2026 11:00:00 GMT", now));
    assertEquals(Duration.ZERO, RetryPlan.Outcome.wait("soon", now));
  }

  private AlertWebhook hook(Duration answer) {
    return new AlertWebhook(url(), notices::add, 10, new RetryPlan(waits::add), answer, LONG);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(
          exchange.getRequestHeaders().getFirst("Content-Type")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Integer status = answers.poll();
      if (status != null && status == STALL) {
        Thread.sleep(LONG.toMillis());
      }
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
