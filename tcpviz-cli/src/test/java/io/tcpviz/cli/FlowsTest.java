// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of connections: what is printed, in which order, in which width. */
class FlowsTest {
  private static final String SAMPLE = "slow-readers.pcap";

  @TempDir Path directory;

  private Run run(Object... args) {
    return Run.in(directory).of(args);
  }

  private Run flows(Object... args) {
    return run(
        Stream.concat(Stream.of("flows", Samples.file(SAMPLE)), Arrays.stream(args)).toArray());
  }

  private Path session() {
    Path session = directory.resolve("session");
    assertEquals(0, run("parse-pcap", Samples.file(SAMPLE), "--out", session).status());
    return session;
  }

  private static List<String> column(Run run, int number) {
    assertEquals(0, run.status(), run.err());
    return run.out().lines().skip(1).map(line -> line.split(",", -1)[number]).toList();
  }

  @Test
  void theOneThatLostMostComesFirstUnderAHeader() {
    List<String> lines = flows().out().lines().toList();

    assertTrue(lines.get(0).matches("# +verdict +client +server +lost .*state"), lines.get(0));
    assertTrue(
        lines.get(1).matches("1 +degraded +10.77.0.1:37794 +10.77.0.2:5001 +5.0 s .*closed"),
        lines.get(1));
    assertEquals(7, lines.size());
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    flows();

    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aSessionSaysWhatItsCaptureSays() throws IOException {
    Path session = session();

    assertEquals(flows().out(), run("flows", session).out());
    assertEquals(flows().out(), run("flows", session.resolve("flows.jsonl")).out());
    assertEquals(flows().out(), run("flows", session.resolve("events.jsonl")).out());
    String piped = Run.in(directory).input(Samples.bytes(SAMPLE)).of("flows", "-").out();
    assertEquals(flows().out(), piped);
  }

  @Test
  void jsonIsTheLinesOfTheSession() throws IOException {
    String file = Files.readString(session().resolve("flows.jsonl"));

    assertEquals(file, flows("--json", "--sort", "connection").out());
    assertEquals(
        file,
        run("flows", session().getParent().resolve("session"), "--json", "--sort", "connection")
            .out());
  }

  @Test
  void csvHasAHeaderAndAsManyValuesInEachLine() {
    Run run = flows("--csv");
    String[] lines = run.out().split("\r\n");

    assertTrue(lines[0].startsWith("connection,flow_id,client,server,cport,sport,"), lines[0]);
    assertTrue(lines[0].contains(",event_counts.zero_window,"), lines[0]);
    assertTrue(lines[0].endsWith(",s2c.rtt_smoothed_ms"), lines[0]);
    assertEquals(7, lines.length);
    int values = lines[0].split(",", -1).length;
    for (String line : lines) {
      assertEquals(values, line.split(",", -1).length, line);
    }
  }

  @Test
  void aValueWithCommasOrQuotesIsQuoted() throws IOException {
    Path flows = session().resolve("flows.jsonl");
    Files.writeString(
        flows, "{\"connection\":9,\"client\":\"a,\\\"b\\\"\\n\"}\n", StandardOpenOption.APPEND);

    String out =
        run("flows", flows, "--csv", "--fields=client,lost", "--sort=connection:desc").out();

    assertEquals("\"a,\"\"b\"\"\\x0a\",", out.split("\r\n")[1]);
  }

  @Test
  void figuresHaveTheLargestFirstAndOrdinalsTheSmallest() {
    List<String> lost = column(flows("--csv", "--fields=lost", "--sort=lost"), 0);
    assertEquals("4979.15", lost.get(0).substring(0, 7));
    List<String> ascending = column(flows("--csv", "--fields=lost", "--sort=lost:asc"), 0);
    assertEquals(lost.get(0), ascending.get(5));
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5"),
        column(flows("--csv", "--fields=connection", "--sort=connection"), 0));
    assertEquals(
        List.of("5", "4", "3", "2", "1", "0"),
        column(flows("--csv", "--fields=connection", "--sort=start:desc"), 0));
  }

  @Test
  void theSecondFieldDecidesWhereTheFirstIsEqual() {
    Run run = flows("--csv", "--fields=sport,connection", "--sort=sport:desc,connection:desc");

    assertEquals(List.of("5001", "5001", "5001", "5000", "5000", "5000"), column(run, 0));
    assertEquals(List.of("4", "2", "1", "5", "3", "0"), column(run, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 7, 1000})
  void theFirstFewAreTheFirstOfAll(int top) {
    List<String> all = flows("--json").out().lines().toList();

    List<String> few = flows("--json", "--top", top).out().lines().toList();

    assertEquals(all.subList(0, Math.min(top, all.size())), few);
  }

  @Test
  void aCommandLineOverrulesTheVariableOfTheOtherFormat() {
    Run run =
        Run.in(directory)
            .env("TCPVIZ_JSON", "1")
            .env("TCPVIZ_TOP", "1")
            .env("TCPVIZ_SORT", "sport:desc,connection:desc")
            .of("flows", Samples.file(SAMPLE), "--csv", "--fields", "connection");

    assertEquals("connection\r\n4\r\n", run.out(), run.err());
  }

  @Test
  void aMistypedFieldIsAnsweredWithThoseNearIt() {
    String said = flows("--sort", "retransmited").err();

    assertTrue(said.contains("no field is called 'retransmited'; near it: retransmitted"), said);
    assertTrue(FlowNames.near("packet").contains("packets"));
    assertTrue(FlowNames.near("lost-time").contains("lost_time_ms"));
  }

  @Test
  void brokenLinesOfASessionAreLeftOutAndSaid() throws IOException {
    Path session = session();
    Files.writeString(
        session.resolve("flows.jsonl"), "{\"connection\":\n\nnothing\n", StandardOpenOption.APPEND);

    Run run = run("flows", session);

    assertEquals(4, run.status());
    assertEquals(7, run.out().lines().count());
    assertTrue(
        run.err().contains("line 7: cannot be read and is left out, as is 1 more"), run.err());
  }

  @Test
  void whatIsNoSessionAndNoCaptureIsRefused() throws IOException {
    assertEquals(3, run("flows", directory).status());
    assertTrue(run("flows", directory).err().contains("it has no flows.jsonl"));
    assertEquals(3, run("flows", directory.resolve("nothing")).status());
    Path text = Files.writeString(directory.resolve("text"), "no capture");
    assertEquals(3, run("flows", text).status());
  }

  @Test
  void aCaptureThatWasCutGivesItsConnectionsAndStatusFour() throws IOException {
    byte[] whole = Samples.bytes(SAMPLE);
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, whole.length - 7));

    Run run = run("flows", cut);

    assertEquals(4, run.status());
    assertEquals(7, run.out().lines().count());
  }

  @Test
  void aCaptureWithoutConnectionsSaysSoAside() throws IOException {
    byte[] empty = Arrays.copyOf(Samples.bytes(SAMPLE), 24);
    Path file = Files.write(directory.resolve("empty"), empty);

    Run run = run("flows", file);
    assertEquals("", run.out());
    assertTrue(run.err().contains("no connections"), run.err());
    assertEquals("connection\r\n", run("flows", file, "--csv", "--fields=connection").out());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 50, 60, 70, 80, 100, 120, 200})
  void theTableIsNeverWiderThanTheTerminal(int columns) throws IOException {
    Path flows = session().resolve("flows.jsonl");
    String one = Files.readString(flows).lines().findFirst().orElseThrow();
    Files.writeString(
        flows,
        one.replaceAll(
                "\"(client|server)\":\"[^\"]*\"",
                "\"$1\":\"2001:db8:1111:2222:3333:4444:5555:6666\"")
            + "\n",
        StandardOpenOption.APPEND);

    for (String fields : new String[] {"", "from,to,lost,c2s.rtt_mean_ms,state,start,end"}) {
      Run run = Run.in(directory).env("COLUMNS", String.valueOf(columns)).onTerminal();
      run.of("flows", flows, fields.isEmpty() ? "--sort=lost" : "--fields=" + fields);
      String plain = run.out().replaceAll("\u001b\\[[0-9;]*m", "");
      assertTrue(plain.lines().allMatch(line -> line.length() <= columns), plain);
      assertTrue(!fields.isEmpty() || plain.contains("5001"), plain);
      assertEquals(8, plain.lines().count(), plain);
    }
  }

  @Test
  void theVerdictIsColouredAndNothingElseSteersATerminal() throws IOException {
    Path flows = session().resolve("flows.jsonl");
    Files.writeString(
        flows,
        "{\"connection\":9,\"client\":\"\\u001b[2J\",\"cport\":1,\"severity\":\"CRITICAL\"}\n",
        StandardOpenOption.APPEND);

    String table = Run.in(directory).onTerminal().of("flows", flows).out();
    assertTrue(table.contains("\u001b[33mdegraded\u001b[0m"), table);
    assertFalse(table.contains("\u001b[2J"), table);
    assertFalse(run("flows", flows).out().contains("\u001b"));
    String json = Run.in(directory).onTerminal().of("flows", flows, "--json").out();
    assertFalse(json.contains("\u001b"), json);
  }

  @Test
  void whoeverClosesTheOutputEarlyEndsItWithoutAComplaint() {
    Host host = Run.closedOutput(directory);

    assertEquals(0, Main.run(new String[] {"flows", Samples.file(SAMPLE).toString()}, host));
  }
}
