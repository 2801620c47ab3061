// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a short run has the virtual machine load: that is most of the time it takes. */
class StartTest {
  private static final Pattern COMMAND = Pattern.compile("io\\.tcpviz\\.cli\\.\\w+Command");

  @TempDir private Path directory;

  /** The first call of one takes 0.02 s, in which some 130 classes are made for it. */
  @ParameterizedTest
  @ValueSource(strings = {"parse-pcap", "report"})
  void noRecordIsAskedForAMethodThatTheLanguageMade(String command) throws Exception {
    assertEquals(
        List.of(),
        loaded(command, "slow-readers.pcap")
            .filter("java.lang.runtime.ObjectMethods"::equals)
            .toList());
  }

  @Test
  void onlyTheCommandThatIsCalledIsSetUp() throws Exception {
    assertEquals(
        List.of("io.tcpviz.cli.ParsePcapCommand"),
        loaded("parse-pcap", "timeout.pcap")
            .filter(name -> COMMAND.matcher(name).matches())
            .toList());
  }

  /** The names of all classes that a run of its own loads. */
  private Stream<String> loaded(String command, String sample) throws Exception {
    Path log = directory.resolve("classes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=\"" + log + "\":none",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-q",
                command,
                Samples.file(sample).toAbsolutePath().toString(),
                "--out",
                directory.resolve("result").toString())
            .directory(directory.toFile()) // where report leaves its session
            .redirectErrorStream(true)
            .start();
    byte[] told = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor(), () -> new String(told, StandardCharsets.UTF_8));
    List<String> names =
        Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
    assertTrue(names.contains(Main.class.getName()), "a log of classes: " + names);
    return names.stream();
  }
}
