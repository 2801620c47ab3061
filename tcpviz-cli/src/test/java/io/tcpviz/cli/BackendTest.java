// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.MemoryCaptures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libpcap must be installed where this runs. */
class BackendTest {
  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("samples")
  void bothBackendsGiveTheSameSession(Path sample) throws IOException {
    Run own = Run.in(directory).of("parse-pcap", sample, "--out", directory.resolve("own"));
    Run other =
        Run.in(directory)
            .of("parse-pcap", "--backend", "pcap4j", sample, "--out", directory.resolve("other"));

    assertEquals(0, own.status(), own.err());
    assertEquals(0, other.status(), other.err());
    for (String file : List.of("events.jsonl", "flows.jsonl")) {
      assertEquals(read("own", file), read("other", file), file);
    }
    assertTrue(read("other", "summary.json").contains("\"backend\":\"pcap4j\""));
    assertTrue(read("other", "benchmark.log").contains("pcap4j"), read("other", "benchmark.log"));
  }

  @Test
  void whatNeitherReadsIsRefusedInTheWordsOfTheFirst() throws IOException {
    Path words = Files.writeString(directory.resolve("words"), "no capture at all\n");

    Run run = Run.in(directory).of("parse-pcap", words);

    assertEquals(3, run.status());
    assertEquals(
        "tcpviz: "
            + words
            + ": no capture that is read here: begins with 6e 6f 20 63 61 70 74 75\n",
        run.err());
  }

  @Test
  void libpcapReadsNoPipes() {
    Run run =
        Run.in(directory)
            .input(Samples.bytes("timeout.pcap"))
            .of("parse-pcap", "--backend", "pcap4j", "-");

    assertEquals(3, run.status());
    assertEquals("tcpviz: stdin: not a file: libpcap cannot read it here\n", run.err());
  }

  @Test
  void theSecondChoiceReadsWhatTheFirstRefusesAndItIsSaidOnce() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    CaptureSource source = CaptureSource.of(file);
    MemoryCaptures second = new MemoryCaptures().with(file.toString(), List.of(new Frame()));
    List<String> said = new ArrayList<>();
    CaptureProvider both = new FallbackProvider(new MemoryCaptures(), () -> second, said::add);

    for (int i = 0; i < 2; i++) {
      try (CaptureReader reader = both.open(source)) {
        assertTrue(reader.next(new Frame()));
      }
    }
    assertEquals(List.of(file + ": no such list; read with memory instead"), said);
  }

  @Test
  void streamsAreNotTriedTwiceAndFailuresOfTheSecondAreNotTold() throws IOException {
    MemoryCaptures first = new MemoryCaptures();
    CaptureSource stream = CaptureSource.of("pipe", InputStream.nullInputStream());
    CaptureSource file = CaptureSource.of(Files.createFile(directory.resolve("file")));
    CaptureProvider both =
        new FallbackProvider(
            first,
            () -> new MemoryCaptures(),
            text -> {
              throw new AssertionError(text);
            });
    CaptureProvider alone = new FallbackProvider(first, () -> null, text -> {});

    for (CaptureProvider provider : List.of(both, alone)) {
      assertThrows(CaptureException.class, () -> provider.open(stream));
      assertThrows(CaptureException.class, () -> provider.open(file));
    }
    assertSame(first.name(), both.name());
  }

  /** The start of the program waits for no library that it does not need. */
  @Test
  void nothingOfAnOptionalLibraryIsLoadedUnlessItIsUsed() throws Exception {
    Process process =
        start(
            "-Xlog:class+load:file=" + directory.resolve("classes"),
            "parse-pcap",
            Samples.file("timeout.pcap").toString(),
            "--out",
            directory.resolve("session").toString());
    String output = process.inputReader().lines().collect(Collectors.joining());

    assertEquals(0, process.waitFor(), output);
    try (Stream<String> loaded = Files.lines(directory.resolve("classes"))) {
      List<String> libraries =
          loaded
              .filter(
                  line -> line.matches(".*(org\\.pcap4j|com\\.sun\\.jna|luben|slf4j).*source.*"))
              .filter(line -> !line.contains("] java."))
              .toList();
      assertEquals(List.of(), libraries);
    }
  }

  @Test
  void withoutLibpcapItsBackendSaysSoInOneLine() throws Exception {
    Process process =
        start(
            "-Dorg.pcap4j.core.pcapLibName=no-such-libpcap",
            "parse-pcap",
            "--backend",
            "pcap4j",
            Samples.file("timeout.pcap").toString());
    // Newer Java warns of native code, unless it runs the jar, whose manifest allows that.
    List<String> output =
        process
            .inputReader()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
            .toList();

    assertEquals(2, process.waitFor());
    assertEquals(1, output.size(), output.toString());
    assertTrue(
        output.get(0).startsWith("tcpviz: --backend pcap4j: libpcap cannot be loaded ("),
        output.get(0));
  }

  @Test
  void aBackendThatNoJarBringsIsNamedBesideThoseThatAreThere() {
    IllegalArgumentException absent =
        assertThrows(IllegalArgumentException.class, () -> Captures.provider("winpcap"));

    assertEquals("no capture backend \"winpcap\"; present: [native, pcap4j]", absent.getMessage());
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> all = Files.list(Samples.file("timeout.pcap").getParent())) {
      return all.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
    }
  }

  /** The program in a process of its own, with one option of the virtual machine. */
  private static Process start(String option, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private String read(String session, String file) throws IOException {
    return Files.readString(directory.resolve(session).resolve(file));
  }
}
