// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class AlertCommandTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path directory;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  @Test
  void theAlertComesAsJsonOnStandardInputAndInTheEnvironment() throws IOException {
    Path file = directory.resolve("out");
    Alert alert = AlertOutputTest.WARN;
    try (AlertCommand command =
        command("(cat; echo \"$TCPVIZ_ALERT_SEVERITY $TCPVIZ_ALERT_FLOW\") > '" + file + "'")) {
      command.alert(alert);
    }

    assertEquals(
        new AlertJson().of(alert) + "\nWARN 10.0.0.1:5000->10.0.0.2:80\n", Files.readString(file));
    assertEquals(List.of(), notices);
  }

  @Test
  void aCommandThatFailsIsSaidOnceAndThenCounted() {
    try (AlertCommand command = command("exit 3")) {
      command.alert(AlertOutputTest.WARN);
      command.alert(AlertOutputTest.WARN);
      command.alert(AlertOutputTest.WARN);
    }

    assertEquals(
        List.of("exit 3: ended with exit code 3", "exit 3: ended with exit code 3 (2 failures)"),
        notices);
  }

  @Test
  void aCommandThatHangsIsKilledWithItsChildren() throws IOException {
    Path file = directory.resolve("pid");
    String text = "sleep 1000 & echo $! > '" + file + "'; wait";
    AlertCommand command =
        new AlertCommand(text, notices::add, 1, 10, Duration.ofMillis(300), LONG);
    command.alert(AlertOutputTest.WARN);
    command.close();

    assertTrue(notices.get(0).contains("killed, because it took longer than"), notices::toString);
    assertEnds(Long.parseLong(Files.readString(file).strip()));
  }

  @Test
  void whatFindsNoRoomIsDroppedAndSaid() {
    AlertCommand command =
        new AlertCommand("exec sleep 1000", notices::add, 1, 1, LONG, Duration.ofMillis(10));
    for (int i = 0; i < 5; i++) {
      command.alert(AlertOutputTest.WARN);
    }
    assertEquals(3, command.dropped());
    command.close();

    assertEquals(5, command.dropped());
    assertEquals("exec sleep 1000: 5 alerts were dropped in all", notices.get(notices.size() - 1));
  }

  private static void assertEnds(long pid) {
    ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  private AlertCommand command(String text) {
    return new AlertCommand(text, notices::add, 1, 10, LONG, LONG);
  }
}
