// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report reads captures a second time, and says so where it cannot. */
class SecondLookTest {
  private static final String SAMPLE = "slow-readers.pcap";

  @TempDir Path directory;
  private Path capture;
  private Path session;

  @BeforeEach
  void analyse() throws IOException {
    capture = Files.write(directory.resolve("c.pcap"), Samples.bytes(SAMPLE));
    session = directory.resolve("session");
    Run run = Run.in(directory).of("parse-pcap", capture, "--out", session);
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void aSessionIsReadAgainFromItsCapture() throws IOException {
    assertQuiet(Run.in(directory).of("report", session));
    assertTrue(traces(session.resolve("report.html")) > 0);
  }

  @Test
  void whatComesFromAPipeGivesThePageThatItsFileGives() throws IOException {
    Path page = directory.resolve("page.html");
    assertQuiet(Run.in(directory).input(Samples.bytes(SAMPLE)).of("report", "-", "--out", page));
    assertEquals(traces(page(session)), traces(page));
  }

  @Test
  void aCaptureThatIsGoneIsSaidOnceAndOnThePage() throws IOException {
    Files.delete(capture);
    assertSaid(capture + " is not there to be read again");
  }

  @Test
  void aCaptureOfFewerFramesIsAnother() throws IOException {
    byte[] octets = Samples.bytes(SAMPLE);
    Files.write(capture, Arrays.copyOf(octets, octets.length / 2));
    assertSaid(capture + " is not the capture that was analysed");
  }

  @Test
  void whatIsNoCaptureAnyMoreIsSaidAsSuch() throws IOException {
    Files.writeString(capture, "something else altogether");
    Run run = Run.in(directory).of("report", session);
    assertEquals(0, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(0, traces(session.resolve("report.html")));
  }

  @Test
  void aCaptureThatHasGrownIsReadAsFarAsItWasThen() throws IOException {
    int before = traces(page(session));
    byte[] octets = Samples.bytes(SAMPLE);
    byte[] grown = Arrays.copyOf(octets, octets.length + 5_000);
    System.arraycopy(octets, 24, grown, octets.length, 5_000); // the first packets again
    Files.write(capture, grown);

    assertQuiet(Run.in(directory).of("report", session));
    assertEquals(before, traces(session.resolve("report.html")));
  }

  @Test
  void aCaptureOfAsManyOtherFramesGivesNoSegments() throws IOException {
    Path flows = session.resolve("flows.jsonl");
    String other = Files.readString(flows).replaceAll("\\{\"packets\":", "{\"packets\":1");
    Files.writeString(flows, other);

    assertQuiet(Run.in(directory).of("report", session));
    String page = Files.readString(session.resolve("report.html"));
    assertEquals(0, traces(session.resolve("report.html")));
    assertTrue(page.contains("The capture holds other segments of "), "said on the page");
  }

  @Test
  void filesThatLieBreakNothing() throws IOException {
    Path flows = session.resolve("flows.jsonl");
    String line = Files.readAllLines(flows).get(0);
    String lies =
        line.replaceFirst("\"first_frame\":\\d+", "\"first_frame\":99999999999")
            + "\n"
            + line.replaceFirst("\"connection\":\\d+", "\"connection\":7000")
            + "\n"
            + line.replaceFirst("\"client\":\"[^\"]*\"", "\"client\":\"nowhere\"")
                .replaceFirst("\"connection\":\\d+", "\"connection\":7001")
            + "\n"
            + line.replaceAll("\"packets\":\\d+", "\"packets\":9223372036854775807")
                .replaceFirst("\"connection\":\\d+", "\"connection\":7002")
            + "\n"
            + line.replaceFirst("\"last_ts\":[0-9.]+", "\"last_ts\":9223372036.854775807")
                .replaceFirst("\"first_ts\":[0-9.]+", "\"first_ts\":0.000000001")
                .replaceFirst("\"connection\":\\d+", "\"connection\":7003")
            + "\n";
    Files.writeString(flows, lies);

    assertQuiet(Run.in(directory).of("report", session));
  }

  @Test
  void anInterruptedAnalysisIsNotReadAgain() throws IOException {
    Run run = Run.in(directory);
    run.stop.request();
    run.of("report", capture, "--out", directory.resolve("page.html"));

    assertEquals(130, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void aCopyEndsWithItsCommandAndHoldsWhatWasRead() throws IOException {
    byte[] octets = {1, 2, 3, 4, 5};
    try (KeptCaptures kept = new KeptCaptures()) {
      CaptureSource first = kept.keep(CaptureSource.of("stream", new ByteArrayInputStream(octets)));
      assertEquals(5, Channels.newInputStream(first.open()).readAllBytes().length);
      List<CaptureSource> again = kept.again();
      try (ReadableByteChannel copy = again.get(0).open()) {
        assertEquals(
            "[1, 2, 3, 4, 5]", Arrays.toString(Channels.newInputStream(copy).readAllBytes()));
      }
      assertEquals("stream", again.get(0).name());
    }
  }

  @Test
  void aCopyThatCannotBeMadeOnlyCostsTheSecondLook() throws IOException {
    try (SpooledChannel channel =
        new SpooledChannel(Channels.newChannel(new ByteArrayInputStream(new byte[9])))) {
      channel.discard();
      assertEquals(9, Channels.newInputStream(channel).readAllBytes().length);
      assertThrows(IOException.class, channel::again);
    }
  }

  private void assertSaid(String sentence) throws IOException {
    Run run = Run.in(directory).of("report", session);
    assertEquals(0, run.status());
    assertEquals("tcpviz: warning: " + sentence + "; the page shows no segments\n", run.err());
    String page = Files.readString(session.resolve("report.html"));
    assertTrue(page.contains("Segments are not shown: " + sentence + "."), "said on the page");
    assertEquals(0, traces(session.resolve("report.html")));
  }

  private static void assertQuiet(Run run) {
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.err());
  }

  private Path page(Path session) {
    assertQuiet(Run.in(directory).of("report", session));
    return session.resolve("report.html");
  }

  /** How many connections of a page have segments. */
  private static int traces(Path page) throws IOException {
    Matcher rows = Pattern.compile("\"traces\":\\{\"rows\":(\\d+)").matcher(Files.readString(page));
    assertTrue(rows.find());
    return Integer.parseInt(rows.group(1));
  }
}
