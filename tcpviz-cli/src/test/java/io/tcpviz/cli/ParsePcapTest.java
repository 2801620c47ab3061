// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.testkit.PackedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsePcapTest {
  private static final List<String> DATA_FILES =
      List.of("events.jsonl", "flows.jsonl", "summary.json", "benchmark.log");
  private static final int PCAP_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  @TempDir Path directory;

  private Run parse(Object... args) {
    return Run.in(directory).of(prepend("parse-pcap", args));
  }

  private static Object[] prepend(Object first, Object... rest) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray();
  }

  private static String summary(Path session) throws IOException {
    return Files.readString(session.resolve("summary.json"));
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":(\\{[^}]*\\}|[^,}]*)").matcher(json);
    assertTrue(matcher.find(), () -> name + " in " + json);
    return matcher.group(1);
  }

  @Test
  void theExactPathOfEveryFileIsPrintedAndNothingElseIsLeft() throws IOException {
    Run run = parse(Samples.file("fast-retransmit.pcap"));

    Path session = directory.resolve("artifacts/session_20260301_1234");
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.err());
    assertEquals(
        DATA_FILES.stream().map(name -> session.resolve(name).toString()).toList(),
        run.out().lines().filter(line -> line.startsWith(directory.toString())).toList());
    try (Stream<Path> files = Files.list(session)) {
      assertEquals(
          DATA_FILES.stream().sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertTrue(run.out().contains("packets      15 (15 TCP)"), run.out());
  }

  @Test
  void aSecondRunInTheSameMinuteGetsADirectoryOfItsOwnAndTheSameOctets() throws IOException {
    parse(Samples.file("slow-readers.pcap"));
    parse(Samples.file("slow-readers.pcap"));

    Path first = directory.resolve("artifacts/session_20260301_1234");
    Path second = directory.resolve("artifacts/session_20260301_1234_2");
    for (String name : List.of("events.jsonl", "flows.jsonl", "summary.json")) {
      assertEquals(-1, Files.mismatch(first.resolve(name), second.resolve(name)), name);
    }
    assertTrue(Files.size(first.resolve("events.jsonl")) > 0);
  }

  @Test
  void jsonPrintsTheObjectOfTheSummaryAndNothingElse() throws IOException {
    Run run = parse("--json", "--out", directory.resolve("s"), Samples.file("timeout.pcap"));

    assertEquals(0, run.status(), run.err());
    assertArrayEquals(Files.readAllBytes(directory.resolve("s/summary.json")), run.outBytes());
    assertEquals("", run.err());
  }

  @Test
  void aCutFileIsAnalysedUpToTheCutAndTheCutIsNamed() throws IOException {
    byte[] whole = Samples.bytes("timeout.pcap");
    Path cut = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));

    Run run = parse("--out", directory.resolve("s"), cut);

    assertEquals(4, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("tcpviz: warning: " + cut + ", byte "), run.err());
    assertTrue(
        run.err().strip().matches("(?s).*, byte \\d+: cut short inside a record"), run.err());
    assertEquals("7", field(summary(directory.resolve("s")), "packets"));
  }

  @Test
  void aCaptureOfALinkTypeThatIsNotDecodedGetsAWarningAndNoAllClear() throws IOException {
    byte[] bytes = Samples.bytes("timeout.pcap");
    bytes[PCAP_HEADER - 4] = (byte) 189;
    Path usb = Files.write(directory.resolve("usb.pcap"), bytes);

    Run run = parse(usb);

    assertEquals(0, run.status());
    assertEquals(
        "tcpviz: warning: 8 of 8 packets could not be looked into, nothing is said of TCP in them:"
            + " 8 of an unsupported link type: USB, Linux (189)\n",
        run.err());
    assertTrue(run.out().contains("The capture could not be looked into: nothing"), run.out());
  }

  @Test
  void quietLeavesThePathsAndTheExitCodeOfADamagedFile() throws IOException {
    byte[] whole = Samples.bytes("timeout.pcap");
    Path cut = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));

    Run run = parse("-q", cut);

    assertEquals(4, run.status());
    assertEquals("", run.err());
    assertTrue(
        run.out().lines().allMatch(line -> line.startsWith(directory.toString())), run.out());
    assertEquals(DATA_FILES.size(), run.out().lines().count(), run.out());
  }

  @Test
  void standardInputEqualsTheFile() throws IOException {
    Path fromFile = directory.resolve("file");
    Path fromInput = directory.resolve("input");
    parse(Samples.file("slow-readers.pcap"), "--out", fromFile);

    Run run =
        Run.in(directory)
            .input(Samples.bytes("slow-readers.pcap"))
            .of("parse-pcap", "-", "--out", fromInput);

    assertEquals(0, run.status(), run.err());
    for (String name : List.of("events.jsonl", "flows.jsonl")) {
      assertEquals(-1, Files.mismatch(fromFile.resolve(name), fromInput.resolve(name)), name);
    }
  }

  @Test
  void severalFilesInAnyOrderAreTheCaptureTheyWereCutFrom() throws IOException {
    List<Path> ring = split(Samples.bytes("slow-readers.pcap"), 1000);
    assertEquals(4, ring.size());
    parse(Samples.file("slow-readers.pcap"), "--out", directory.resolve("one"));
    parse(prepend("--out=" + directory.resolve("forward"), ring.toArray()));
    Run backward =
        parse(
            "--out",
            directory.resolve("back"),
            "--in",
            ring.get(3),
            ring.get(1),
            ring.get(0),
            ring.get(2));

    assertEquals(0, backward.status(), backward.err());
    String one = summary(directory.resolve("one"));
    for (String name : List.of("forward", "back")) {
      String several = summary(directory.resolve(name));
      for (String field : List.of("packets", "tcp_packets", "connections", "event_counts")) {
        assertEquals(field(one, field), field(several, field), name + " " + field);
      }
      String events = Files.readString(directory.resolve(name).resolve("events.jsonl"));
      assertTrue(events.lines().allMatch(line -> line.contains("\"file\":")), name);
    }
  }

  @Test
  void whatOverlappingFilesHoldTwiceIsAnalysedOnce() throws IOException {
    List<Path> ring = split(Samples.bytes("slow-readers.pcap"), 1000);
    Path second = ring.get(1);
    byte[] tail = Files.readAllBytes(ring.get(0));
    byte[] rest = Files.readAllBytes(second);
    Files.write(second, tail);
    Files.write(
        second, Arrays.copyOfRange(rest, PCAP_HEADER, rest.length), StandardOpenOption.APPEND);

    parse(Samples.file("slow-readers.pcap"), "--out", directory.resolve("one"));
    Run run = parse(prepend("--out=" + directory.resolve("ring"), ring.toArray()));

    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.out().contains("left out     1000 packets that more than one of the files holds"),
        run.out());
    String one = summary(directory.resolve("one"));
    String several = summary(directory.resolve("ring"));
    for (String field : List.of("packets", "tcp_packets", "connections", "event_counts")) {
      assertEquals(field(one, field), field(several, field), field);
    }
  }

  @Test
  void aCompressedCaptureGivesTheEventsOfThePlainOne() throws IOException {
    byte[] plain = Samples.bytes("slow-readers.pcap");
    byte[] head = PackedBytes.gzip(Arrays.copyOf(plain, 100_000));
    byte[] tail = PackedBytes.gzip(Arrays.copyOfRange(plain, 100_000, plain.length));
    Path packed = Files.write(directory.resolve("no-suffix"), PackedBytes.concat(head, tail));

    parse(Samples.file("slow-readers.pcap"), "--out", directory.resolve("plain"));
    parse(packed, "--out", directory.resolve("packed"));
    Run piped =
        Run.in(directory)
            .input(Zstd.compress(plain))
            .of("parse-pcap", "-", "--out", directory.resolve("piped"));

    assertEquals(0, piped.status(), piped.err());
    for (String session : List.of("packed", "piped")) {
      assertEquals(
          Files.readString(directory.resolve("plain").resolve("events.jsonl")),
          Files.readString(directory.resolve(session).resolve("events.jsonl")),
          session);
    }
  }

  /** Cuts a little-endian pcap file into files of at most {@code records} records. */
  private List<Path> split(byte[] capture, int records) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    List<Path> files = new ArrayList<>();
    int at = PCAP_HEADER;
    while (at < capture.length) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(capture, 0, PCAP_HEADER);
      for (int i = 0; i < records && at < capture.length; i++) {
        int length = RECORD_HEADER + in.getInt(at + 8);
        file.write(capture, at, length);
        at += length;
      }
      Path path = directory.resolve("ring_" + files.size() + ".pcap");
      files.add(Files.write(path, file.toByteArray()));
    }
    return files;
  }

  @Test
  void aDirectoryThatHoldsASessionIsLeftAloneAndThatIsSaid() throws IOException {
    Path out = directory.resolve("s");
    assertEquals(
        "", Run.in(directory).of("parse-pcap", Samples.file("timeout.pcap"), "--out", out).err());
    Run second = Run.in(directory).of("parse-pcap", Samples.file("timeout.pcap"), "--out", out);
    assertTrue(second.err().contains("holds a session already; this one is in"), second.err());
    assertTrue(second.err().contains("s_2"), second.err());
  }

  @Test
  void aThresholdComesFromTheCommandLineThenTheVariableThenTheDefault() throws IOException {
    Path sample = Samples.file("timeout.pcap");
    Path out = directory.resolve("s");
    parse(sample, "--out", out);
    Run.in(directory).env("TCPVIZ_DUP_ACKS", "5").of("parse-pcap", sample, "--out", out);
    Run.in(directory)
        .env("TCPVIZ_DUP_ACKS", "5")
        .env("TCPVIZ_OUT", out.toString())
        .of("parse-pcap", sample, "--dup-acks", "7");

    assertEquals("3", field(summary(out), "duplicate_ack_threshold"));
    assertEquals("5", field(summary(directory.resolve("s_2")), "duplicate_ack_threshold"));
    assertEquals("7", field(summary(directory.resolve("s_3")), "duplicate_ack_threshold"));
  }

  @Test
  void everySettingReachesTheAnalysis() throws IOException {
    Path out = directory.resolve("s");
    Run run =
        parse(
            Samples.file("timeout.pcap"),
            "--out",
            out,
            "--dup-acks=2",
            "--min-stall-ms=11",
            "--stall-rtts=1.5",
            "--syn-timeout-ms=12",
            "--storm-count=13",
            "--storm-window-ms=14",
            "--max-connections=15",
            "--max-held-events=16",
            "--tunnels=outer",
            "--backend=native");

    assertEquals(0, run.status(), run.err());
    String options = field(summary(out), "options");
    assertTrue(
        options.startsWith(
            "{\"duplicate_ack_threshold\":2,\"min_stall_ms\":11,\"stall_rtt_factor\":1.5,"
                + "\"syn_timeout_ms\":12,\"storm_count\":13,\"storm_window_ms\":14,"
                + "\"max_connections\":15,\"max_held_events\":16,\"tunnels\":\"outer\""),
        options);
  }

  @Test
  void theNumberOfThreadsIsNoPartOfTheResult() throws IOException {
    Path one = directory.resolve("one");
    Path many = directory.resolve("many");
    Path sample = Samples.file("timeout.pcap");

    assertEquals(0, parse(sample, "--out", one, "--threads=1").status());
    assertEquals(0, parse(sample, "--out", many, "--threads=8").status());
    assertEquals(field(summary(one), "options"), field(summary(many), "options"));
  }

  @Test
  void findingsAreColouredForWhoeverWantsIt() {
    Path sample = Samples.file("timeout.pcap");

    assertFalse(parse(sample).out().contains("\u001b"));
    assertTrue(parse(sample, "--color", "always").out().contains("\u001b["));
    assertTrue(Run.in(directory).onTerminal().of("parse-pcap", sample).out().contains("\u001b["));
    assertFalse(
        Run.in(directory)
            .onTerminal()
            .env("NO_COLOR", "1")
            .of("parse-pcap", sample)
            .out()
            .contains("\u001b["));
  }

  @Test
  void aHealthyCaptureHasNoFindings() {
    Run run = parse(Samples.file("sequence-wrap.pcap"));

    assertEquals(0, run.status(), run.err());
    assertFalse(run.out().contains("Findings"), run.out());
  }

  @Test
  void anInterruptedRunLeavesCompleteFilesOfWhatWasRead() throws IOException {
    Run run = Run.in(directory);
    run.stop.request();
    run.of("parse-pcap", Samples.file("timeout.pcap"), "--out", directory.resolve("s"));

    assertEquals(130, run.status());
    assertTrue(run.err().contains("interrupted"), run.err());
    assertEquals("0", field(summary(directory.resolve("s")), "packets"));
    assertTrue(summary(directory.resolve("s")).contains(CaptureDamage.INTERRUPTED), "not said");
    for (String name : DATA_FILES) {
      assertTrue(Files.exists(directory.resolve("s").resolve(name)), name);
    }
  }

  @Test
  void aSignalWhileStandardInputIsSilentKeepsWhatCameBefore() throws Exception {
    Path session = directory.resolve("s");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "parse-pcap",
                "-",
                "--out",
                session.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().write(Samples.bytes("timeout.pcap"));
    process.getOutputStream().flush();
    while (!Files.exists(session) && process.isAlive()) {
      Thread.onSpinWait();
    }
    process.toHandle().destroy(); // SIGTERM; standard input stays open
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(143, process.waitFor(), said);
    assertTrue(Files.exists(session.resolve("summary.json")), said);
  }

  @Test
  void whoeverClosesTheOutputEarlyStillGetsTheFilesAndTheExitCode() {
    Path session = directory.resolve("s");
    Host host = Run.closedOutput(directory);

    int status =
        Main.run(
            new String[] {
              "parse-pcap", Samples.file("timeout.pcap").toString(), "--out", session.toString()
            },
            host);

    assertEquals(0, status);
    assertTrue(Files.exists(session.resolve("summary.json")));
  }
}
