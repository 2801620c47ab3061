// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tcpviz.report.Pages;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {
  private static final int SMALL_PAGE = 600_000;
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- \u001b[31m \u202etxt.exe \0 \ud800 \u2028 & 'x\"";

  @TempDir Path directory;

  @Test
  void allPagesOfASmallSessionStaySmall() throws IOException {
    SampleSession.write(directory, 60, 12);
    for (String page : pages(directory)) {
      assertTrue(page.length() < SMALL_PAGE, "octets: " + page.length());
    }
  }

  @Test
  void theSameFilesGiveTheSamePages() throws IOException {
    SampleSession.write(directory.resolve("a"), 2000, 50);
    SampleSession.write(directory.resolve("b"), 2000, 50);

    assertEquals(pages(directory.resolve("a")), pages(directory.resolve("b")));
  }

  @Test
  void thePolicyNamesExactlyTheScriptsAndStylesThatAreThere() throws Exception {
    SampleSession.write(directory, 5, 3);
    for (String page : pages(directory)) {
      String policy = first("Content-Security-Policy\" content=\"([^\"]+)\"", page);
      long found = 0;
      Matcher elements =
          Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
      while (elements.find()) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(elements.group(2).getBytes(StandardCharsets.UTF_8));
        assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
        found++;
      }
      assertEquals(
          PageAssets.scripts(PageKind.REPORT).size() + PageAssets.styles(PageKind.REPORT).size(),
          found);
    }
  }

  @Test
  void timesBeforeTheEpochAreTimesToo() throws IOException {
    write("events.jsonl", event("-2.5", "a", ",\"connection\":1"), event("0.25", "a", ""));
    write("flows.jsonl", flow(1, "-3", "0.5"), flow(2, "-1", "-0.000000001"));
    Pages.report(new SessionDirectory(directory), directory.resolve("report.html"));
    String page = Files.readString(directory.resolve("report.html"));

    assertTrue(content(page).contains("\"begin\":\"-3000000000\""), content(page));
    assertEquals(List.of(500_000_000L, 3_250_000_000L), column(page, "events.time"));
    assertEquals(List.of(3_500_000_000L, 999_999_999L, 0L), column(page, "connections.duration"));
  }

  @Test
  void timesTooFarApartForTheirDifferenceStayWithinBounds() throws IOException {
    write("events.jsonl", event("9000000000", "a", ""));
    write(
        "flows.jsonl",
        flow(1, "-9000000000", "9000000000"),
        flow(2, "9000000000", "-9000000000"),
        flow(3, "-9000000000", "-8999999999"));
    Pages.report(new SessionDirectory(directory), directory.resolve("report.html"));
    String page = Files.readString(directory.resolve("report.html"));

    assertEquals(List.of(Long.MAX_VALUE), column(page, "events.time"));
    assertEquals(
        List.of(0L, Long.MAX_VALUE, 0L, Long.MAX_VALUE), column(page, "connections.first"));
    assertEquals(
        List.of(Long.MAX_VALUE, -1L, 1_000_000_000L, 0L), column(page, "connections.duration"));
  }

  @Test
  void eventsAreEmbeddedToTheNanosecond() throws IOException {
    write(
        "events.jsonl",
        event("1717236000.123456789", "a", ""),
        event("1717236000.123456790", "b", ""),
        event("1717236001", "a", ""));

    String page = timeline();

    assertTrue(content(page).contains("\"begin\":\"1717236000123456789\""));
    assertEquals(List.of(0L, 1L, 876_543_211L), column(page, "events.time"));
    assertEquals(List.of(0L, 1L, 0L), column(page, "events.connection"));
  }

  @Test
  void withoutNumbersBothDirectionsOfTwoEndpointsAreOneConnection() throws IOException {
    write(
        "events.jsonl",
        "{\"ts\":1.5,\"event\":\"loss_infer\","
            + "\"flow_id\":\"10.0.0.1:4000->10.0.0.2:80\",\"severity\":\"WARNING\"}",
        "{\"ts\":2.5,\"event\":\"loss_infer\","
            + "\"flow_id\":\"10.0.0.2:80->10.0.0.1:4000\",\"severity\":\"WARNING\"}",
        "{\"ts\":2.5,\"event\":\"out_of_order\","
            + "\"flow_id\":\"10.0.0.2:80->10.0.0.1:4001\",\"severity\":\"INFO\"}");

    String page = timeline();

    assertEquals(List.of(0L, 0L, 1L), column(page, "events.connection"));
    assertEquals(List.of(0L, 1L, 1L), column(page, "events.fromServer"));
    assertEquals(List.of(0L, 1L), column(page, "connections.number"));
    assertEquals(List.of(80L, 80L), column(page, "connections.serverPort"));
    assertEquals(List.of(1_000_000_000L, 0L), column(page, "connections.duration"));
    assertEquals(List.of(1L, 0L), column(page, "connections.severity"));
    assertEquals(List.of(2L, 0L), column(page, "connections.events2"));
  }

  @Test
  void eventsAreCountedForTheConnectionsOfFlowsJsonl() throws IOException {
    write(
        "flows.jsonl",
        "{\"connection\":7,\"client\":\"10.0.0.1\",\"server\":\"10.0.0.2\",\"cport\":1,\"sport\":2,"
            + "\"first_ts\":1.000000001,"
            + "\"last_ts\":3,\"state\":\"closed\",\"handshake_ms\":1.5,\"lost_time_ms\":0.000001,"
            + "\"c2s\":{\"packets\":3,\"rtt_samples\":1,\"rtt_mean_ms\":2.25},\"s2c\":{\"packets\":4}}",
        "{\"connection\":7,\"client\":\"again\"}",
        "nonsense");
    write(
        "events.jsonl",
        event("2", "10.0.0.2", ",\"connection\":7"),
        event("2", "x", ",\"connection\":9"));

    String page = timeline();

    assertEquals(List.of(7L, 9L), column(page, "connections.number"));
    assertEquals(List.of(1L, 1L), column(page, "connections.events2"));
    assertEquals(List.of(1_500_000L, -1L), column(page, "connections.handshake"));
    assertEquals(List.of(1L, -1L), column(page, "connections.lostTime"));
    assertEquals(List.of(7L, -1L), column(page, "connections.packets"));
    assertEquals(List.of(2_250_000L, -1L), column(page, "connections.rtt"));
    assertTrue(content(page).contains("\"invalidConnections\":1"));
  }

  @Test
  void everyFieldOfAConnectionStandsInItsRowOrInItsDetails() throws IOException {
    List<String> details =
        List.of(
            "opening_seen",
            "file",
            "first_frame",
            "vantage",
            "to_client_ms",
            "to_server_ms",
            "capture_grade",
            "capture_flaws");
    write(
        "flows.jsonl",
        details.stream()
            .map(name -> ",\"" + name + "\":1.5")
            .collect(Collectors.joining("", "{\"connection\":0", ",\"c2s\":{\"other\":null}}")));
    write("events.jsonl");

    String content = content(timeline());

    for (String name : details) {
      assertTrue(content.contains("[\"" + name + "\",\"d\"]"), name);
    }
    assertTrue(content.contains("[\"c2s.other\",\"n\"]"));
  }

  @Test
  void anEventThatALaterOneRevisesIsNotShown() throws IOException {
    write(
        "events.jsonl",
        event("1", "a", ",\"id\":1"),
        event("2", "a", ",\"id\":2"),
        event("3", "a", ",\"id\":3,\"revises\":1"),
        event("4", "a", ",\"id\":4,\"revises\":3"));

    String page = timeline();

    assertEquals(List.of(0L, 2_000_000_000L), column(page, "events.time"));
    assertEquals(List.of(2L), column(page, "connections.events2"));
  }

  @Test
  void linesThatAreNoEventsAreCountedAndTheRestIsShown() throws IOException {
    write("events.jsonl", "", "{broken", event("1", "a", ""), "[]", "\u0000\ufffd", "  ");

    String page = timeline();

    assertTrue(content(page).contains("\"invalidEvents\":3"));
    assertEquals(1, column(page, "events.time").size());
  }

  @Test
  void nothingThatACaptureOrAFileSaysLeavesItsElement() throws IOException {
    String text = jsonText(HOSTILE);
    String name = jsonText(HOSTILE.replace("\ud800", "")); // no JSON name may hold half a character
    write(
        "events.jsonl",
        "{\"ts\":1,\"event\":"
            + text
            + ",\"src\":"
            + text
            + ",\"dst\":"
            + text
            + ",\"sport\":1,\"dport\":2,"
            + "\"flags\":"
            + text
            + ",\"file\":"
            + text
            + ",\"severity\":"
            + text
            + ",\"extra\":{\"reason\":"
            + text
            + ","
            + name
            + ":"
            + text
            + ",\"list\":["
            + text
            + "]}}");
    write(
        "flows.jsonl",
        "{\"connection\":0,\"client\":"
            + text
            + ",\"server\":"
            + text
            + ",\"verdict\":"
            + text
            + ",\"c2s\":{"
            + name
            + ":"
            + text
            + "}}");
    write(
        "summary.json",
        "{\"files\":[{\"name\":" + text + "}]," + name + ":[" + text + ",{" + name + ":1}]}");

    SampleSession.write(directory.resolve("plain"), 1, 1);
    List<String> plain = pages(directory.resolve("plain"));
    List<String> hostile = pages(directory);

    for (int i = 0; i < hostile.size(); i++) {
      String content = content(hostile.get(i));
      assertEquals(content, content.replaceAll("[^ -~]|[<>&]", ""));
      assertTrue(content.contains("\\u003C/script\\u003E\\u003Cscript\\u003Ealert(1)"));
      assertTrue(content.contains("\\\\u202etxt.exe") && content.contains("\\\\ud800"));
      assertFalse(hostile.get(i).contains("alert(1)</script>"));
      assertEquals(scripts(plain.get(i)), scripts(hostile.get(i)));
      assertTrue(content.contains("\"invalidEvents\":0,\"invalidConnections\":0"));
      assertIsJson(content);
    }
  }

  @Test
  void aSessionWithoutEventsHasAWholePage() throws IOException {
    SampleSession.write(directory, 0, 12);

    String page = pages(directory).get(2);

    assertEquals(List.of(), column(page, "events.time"));
    assertEquals(12, column(page, "connections.number").size());
    assertTrue(content(page).contains("\"tcp_packets\":4800"));
    assertTrue(content(page).contains("\"first_ts\":\"1717236000.123456789\""));
  }

  @Test
  void aPageKnowsWhichFramesNobodyLookedInto() throws IOException {
    SampleSession.write(directory, 0, 12);

    String content = content(pages(directory).get(2));

    assertTrue(content.contains("\"hidden\":[\"unsupported_link_type\",\"mpls\","), content);
    assertFalse(content.replaceAll(".*\"hidden\":\\[([^]]*)].*", "$1").contains("not_tcp"));
  }

  @Test
  void anEmptyFileAloneHasAWholePageToo() throws IOException {
    write("events.jsonl");

    String page = timeline();

    assertEquals(List.of(), column(page, "connections.number"));
    assertFalse(content(page).contains("\"summary\""));
  }

  private String timeline() throws IOException {
    Path page = directory.resolve("timeline.html");
    Pages.timeline(directory.resolve("events.jsonl"), page);
    return Files.readString(page);
  }

  private static List<String> pages(Path session) throws IOException {
    Path events = session.resolve("events.jsonl");
    Pages.timeline(events, session.resolve("timeline.html"));
    Pages.summary(events, session.resolve("summary.html"));
    Pages.report(new SessionDirectory(session), session.resolve("report.html"));
    return List.of(
        Files.readString(session.resolve("timeline.html")),
        Files.readString(session.resolve("summary.html")),
        Files.readString(session.resolve("report.html")));
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(directory.resolve(name), String.join("\n", lines));
  }

  private static String flow(int number, String first, String last) {
    return "{\"connection\":%d,\"client\":\"c\",\"server\":\"s\",\"first_ts\":%s,\"last_ts\":%s}"
        .formatted(number, first, last);
  }

  private static String event(String time, String source, String more) {
    return "{\"ts\":"
        + time
        + ",\"event\":\"loss_infer\",\"src\":\""
        + source
        + "\",\"dst\":\"z\",\"sport\":9,\"dport\":2"
        + more
        + "}";
  }

  private static String content(String page) {
    return PageData.element(page, "content");
  }

  private static List<Long> column(String page, String id) {
    return PageData.column(PageData.element(page, id));
  }

  private static long scripts(String page) {
    return Pattern.compile("<script>").matcher(page).results().count();
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static String jsonText(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }

  private static void assertIsJson(String text) throws IOException {
    int tokens = 0;
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    assertTrue(tokens > 0);
  }
}
