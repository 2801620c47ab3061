// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/tcpviz} calls, with a Java that only prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {
  @TempDir private Path home;
  private Path jar;

  @BeforeEach
  void install() throws IOException {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(Path.of("../bin/tcpviz"), home.resolve("bin/tcpviz"));
    jar = Files.createFile(home.toRealPath().resolve("bin/tcpviz-cli.jar"));
  }

  @Test
  void argumentsReachTheJarAsTheyAre() throws Exception {
    assertEquals(
        List.of(
            "-XX:+UseParallelGC",
            "-XX:InitialRAMPercentage=8",
            "-XX:MaxNewSize=64m",
            "-XX:FreqInlineSize=100",
            "-jar",
            jar.toString(),
            "report",
            "a b.pcap",
            "",
            "*"),
        launch("", "report", "a b.pcap", "", "*"));
  }

  @Test
  void optionsForJavaComeBeforeTheJarAndMayChooseTheCollectorAndTheMemory() throws Exception {
    assertEquals(
        List.of(
            "-XX:FreqInlineSize=100", "-Xmx1g", "-XX:+UseSerialGC", "-jar", jar.toString(), "plot"),
        launch("-Xmx1g -XX:+UseSerialGC", "plot"));
  }

  @Test
  void theArchiveOfClassesIsUsedWhereThereIsOne() throws Exception {
    Path archive = Files.createFile(jar.resolveSibling("tcpviz-cli.jsa"));
    assertTrue(launch("", "plot").contains("-XX:SharedArchiveFile=" + archive));
  }

  private List<String> launch(String javaOptions, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin/tcpviz").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("JAVA_OPTS", javaOptions);
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), lines.toString());
    return lines;
  }
}
