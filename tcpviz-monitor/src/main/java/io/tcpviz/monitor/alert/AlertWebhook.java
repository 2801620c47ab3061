// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Posts each alert to a URL as JSON, in order. Where the server does not answer, or answers that it
 * cannot at present (408, 429 and 5xx), it is tried again after half a second, one, two and so on,
 * or when the server says ({@code Retry-After}), seven times in all. A thousand alerts may wait.
 */
public final class AlertWebhook implements AlertSink, Closeable {
  private static final int CAPACITY = 1_000;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private final URI url;
  private final RetryPlan retries;
  private final Duration answer;
  private final Complaints complaints;
  private final Outbox outbox;
  private @Nullable HttpClient client; // made when it is needed, in the thread that needs it

  /**
   * Nothing is sent yet.
   *
   * @param url with http or https and a host
   * @param notices takes a sentence for people if an alert cannot be posted, from any thread
   * @throws IllegalArgumentException if the URL is none of that kind
   */
  public AlertWebhook(String url, Consumer<String> notices) {
    this(url, notices, CAPACITY, new RetryPlan(Thread::sleep), Duration.ofSeconds(10), LAST_WAIT);
  }

  AlertWebhook(
      String url,
      Consumer<String> notices,
      int capacity,
      RetryPlan retries,
      Duration answer,
      Duration lastWait) {
    this.url = checked(url);
    this.retries = retries;
    this.answer = answer;
    String name = "webhook " + this.url.getScheme() + "://" + this.url.getAuthority();
    complaints = new Complaints(name, notices, System::nanoTime);
    outbox = new Outbox("webhook", 1, capacity, lastWait, this::post, complaints);
  }

  private static URI checked(String url) {
    URI uri = URI.create(url);
    boolean isHttp = "http".equalsIgnoreCase(uri.getScheme());
    if (!isHttp && !"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(url + ": is no URL with http or https and a host");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a user and a password in a URL are not sent");
    }
    return uri;
  }

  /** Alerts that were not posted for want of room or of time. */
  public long dropped() {
    return outbox.dropped();
  }

  @Override
  public void alert(Alert alert) {
    outbox.alert(alert);
  }

  /** Waits a few seconds for what is on its way, and gives up the rest. */
  @Override
  public void close() {
    outbox.close();
  }

  private void post(Alert alert, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(answer)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tcpviz")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    for (int failures = 1; ; failures++) {
      RetryPlan.Outcome outcome = attempt(request);
      if (outcome.isDone()) {
        return;
      }
      if (!outcome.isPassing() || failures == RetryPlan.ATTEMPTS) {
        throw new IOException(
            outcome.text() + (failures > 1 ? "; given up after " + failures + " attempts" : ""));
      }
      if (failures == 1) {
        complaints.say(outcome.text() + "; it is tried again");
      }
      retries.await(failures, outcome.retryAfter(), ThreadLocalRandom.current().nextDouble());
    }
  }

  private RetryPlan.Outcome attempt(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<Void> response = client().send(request, HttpResponse.BodyHandlers.discarding());
      return RetryPlan.Outcome.of(
          response.statusCode(), response.headers().firstValue("Retry-After").orElse(""));
    } catch (IOException e) {
      return RetryPlan.Outcome.of(e);
    }
  }

  private HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      client = made;
    }
    return made;
  }
}
