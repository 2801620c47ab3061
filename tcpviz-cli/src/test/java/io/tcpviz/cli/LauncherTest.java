// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bin/tcpviz} calls, with a Java that only prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {
  private static final String COLLECTOR = "-XX:+UseParallelGC";
  private static final String INLINING = "-XX:FreqInlineSize=100";
  private static final Set<String> OPTIONS =
      Set.of("JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  @TempDir private Path home;
  private Path jar;
  private final Map<String, String> environment = new HashMap<>();

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
        List.of(COLLECTOR, INLINING, "-jar", jar.toString(), "report", "a b.pcap", "", "*"),
        launch("", "report", "a b.pcap", "", "*"));
  }

  @Test
  void optionsForJavaComeBeforeTheJar() throws Exception {
    assertEquals(
        List.of(COLLECTOR, INLINING, "-Da=*", "-Db=c", "-jar", jar.toString(), "plot"),
        launch("-Da=*\n-Db=c", "plot"));
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_OPTS, -XX:+UseSerialGC",
    "JAVA_OPTS, '-Da=b\t-XX:+UseG1GC\n-Dc=d'",
    "JDK_JAVA_OPTIONS, -XX:+UseZGC",
    "JAVA_TOOL_OPTIONS, -XX:+UseSerialGC",
  })
  void whoChoosesACollectorGetsThatOne(String variable, String options) throws Exception {
    environment.put(variable, options);
    List<String> given = launched("plot");
    assertFalse(given.contains(COLLECTOR), given::toString);
    assertTrue(given.contains(INLINING), given::toString);
  }

  @Test
  void otherOptionsThatEndLikeACollectorChooseNone() throws Exception {
    assertTrue(launch("-XX:+DisableExplicitGC -Da=b", "plot").contains(COLLECTOR));
  }

  @Test
  void whereThereIsNoJavaItSaysWhatToDo() throws Exception {
    Files.delete(home.resolve("bin/java"));
    Process process = start("plot");
    assertEquals(1, process.waitFor());
    assertEquals(
        List.of(
            "tcpviz: cannot find "
                + home.resolve("bin/java")
                + "; install Java 17 or later, or set JAVA_HOME to where it is"),
        lines(process));
  }

  @Test
  void theArchiveOfClassesIsUsedWhereThereIsOne() throws Exception {
    Path archive = Files.createFile(jar.resolveSibling("tcpviz-cli.jsa"));
    assertTrue(launch("", "plot").contains("-XX:SharedArchiveFile=" + archive));
  }

  private List<String> launch(String javaOptions, String... arguments) throws Exception {
    environment.put("JAVA_OPTS", javaOptions);
    return launched(arguments);
  }

  private List<String> launched(String... arguments) throws Exception {
    Process process = start(arguments);
    List<String> lines = lines(process);
    assertEquals(0, process.waitFor(), lines.toString());
    return lines;
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin/tcpviz").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(OPTIONS);
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", home.toString());
    return builder.start();
  }

  private static List<String> lines(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
