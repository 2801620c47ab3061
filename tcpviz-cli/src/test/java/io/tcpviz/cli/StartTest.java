// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short run has the virtual machine load: that is most of the time it takes. */
class StartTest {
  private static final Pattern COMMAND = Pattern.compile("io\\.tcpviz\\.cli\\.\\w+Command");

  @TempDir private Path directory;

  /** Their linking makes some 130 classes, in which a run without them passes 0.02 s. */
  @Test
  void noRecordIsAskedForTheHashCodeOrTheTextThatItHasByItself() throws Exception {
    assertEquals(
        List.of(),
        loaded("-q", "parse-pcap", Samples.file("slow-readers.pcap").toString())
            .filter("java.lang.runtime.ObjectMethods"::equals)
            .toList());
  }

  @Test
  void onlyTheCommandThatIsCalledIsSetUp() throws Exception {
    assertEquals(
        List.of("io.tcpviz.cli.ParsePcapCommand"),
        loaded("-q", "parse-pcap", Samples.file("timeout.pcap").toString())
            .filter(name -> COMMAND.matcher(name).matches())
            .toList());
  }

  /** The names of all classes that a run of its own loads. */
  private Stream<String> loaded(String... arguments) throws IOException, InterruptedException {
    Path log = directory.resolve("classes");
    Process process =
        new ProcessBuilder(
                Stream.of(
                        List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xlog:class+load:file=\"" + log + "\":none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName()),
                        List.of(arguments),
                        List.of("--out", directory.resolve("session").toString()))
                    .flatMap(List::stream)
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("told").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "see " + directory.resolve("told"));
    List<String> names =
        Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
    assertTrue(names.contains(Main.class.getName()), "a log of classes: " + names);
    return names.stream();
  }
}
