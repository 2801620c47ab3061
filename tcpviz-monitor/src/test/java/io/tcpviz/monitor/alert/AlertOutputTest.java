// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.monitor.follow.CaptureLoss;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlertOutputTest {
  static final Alert WARN =
      new Alert(
          AlertLevel.WARN,
          AlertLevel.OK,
          "retransmission",
          "10.0.0.1:5000->10.0.0.2:80",
          10,
          60,
          10,
          50,
          1_700_000_000_123_456_789L,
          "direction",
          10,
          "events",
          "");
  private static final String OBJECT =
      "{\"severity\":\"WARN\",\"before\":\"OK\",\"event\":\"retransmission\","
          + "\"flow\":\"10.0.0.1:5000->10.0.0.2:80\",\"per\":\"direction\",\"count\":10,"
          + "\"window_seconds\":60,\"thresholds\":{\"warn\":10,\"critical\":50},"
          + "\"timestamp\":1700000000.123456789}";

  @Test
  void aLineIsWordsForPeopleAndAnObjectForPrograms() {
    assertEquals(
        "[WARN] 2023-11-14T22:13:20.123Z 10.0.0.1:5000->10.0.0.2:80: 10 retransmission in 60 s"
            + " (was OK; warn at 10, critical at 50) | "
            + OBJECT
            + "\n",
        printed(false, false));
  }

  @Test
  void theObjectAloneIsALineToo() {
    assertEquals(OBJECT + "\n", printed(true, true));
  }

  @Test
  void onlyTheLevelIsColoured() {
    assertTrue(printed(false, true).startsWith("\u001B[33m[WARN]\u001B[0m 2023-11-14T"));
    assertTrue(printed(false, true).endsWith(" | " + OBJECT + "\n"));
  }

  @Test
  void whereNobodyReadsAnyMoreThatIsToldOnce() {
    int[] told = new int[1];
    AlertLines lines = new AlertLines(new PrintStream(broken()), true, false, () -> told[0]++);
    assertFalse(lines.isClosed());
    lines.alert(WARN);
    lines.alert(WARN);

    assertTrue(lines.isClosed());
    assertEquals(1, told[0]);
  }

  @Test
  void theCaptureIsASubjectOfItsOwn() {
    Alert[] heard = new Alert[1];
    CaptureDoubt doubt = new CaptureDoubt(60_000_000_000L);
    doubt.look(12, 0, 0, alert -> heard[0] = alert);

    assertEquals(
        "1970-01-01T00:00:00.000Z capture: 12 frames dropped;"
            + " levels below the thresholds are unknown for 60 s",
        AlertText.sentence(heard[0]));
    assertTrue(new AlertJson().of(heard[0]).contains("\"thresholds\":{\"warn\":null,"));
  }

  @Test
  void aLossIsToldByWhatCanBeCountedOfIt() {
    assertEquals("4711 octets dropped", lackOf(new CaptureLoss("r", 4_711, 2, 0)));
    assertEquals("2 files lost", lackOf(new CaptureLoss("r", 0, 2, 0)));
    assertEquals("1 file lost", lackOf(new CaptureLoss("r", 0, 1, 0)));
    assertEquals("part of the capture lost", lackOf(new CaptureLoss("r", 0, 0, 0)));
  }

  private static String lackOf(CaptureLoss loss) {
    Alert[] heard = new Alert[1];
    CaptureDoubt doubt = new CaptureDoubt(60_000_000_000L);
    doubt.lost(loss);
    doubt.look(-1, 0, 0, alert -> heard[0] = alert);
    return AlertText.sentence(heard[0]).split("capture: |;")[1];
  }

  @Test
  void aLevelThatWasReachedFailsTheRunWhateverBecameOfIt() {
    FailOn critical = new FailOn(AlertLevel.CRITICAL);
    FailOn warn = new FailOn(AlertLevel.WARN);
    critical.alert(WARN);
    warn.alert(WARN);

    assertFalse(critical.isReached());
    assertTrue(warn.isReached());
    assertEquals(AlertLevel.CRITICAL, FailOn.parse("critical"));
    assertNull(FailOn.parse("unknown"));
  }

  private static String printed(boolean jsonOnly, boolean color) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    new AlertLines(new PrintStream(octets), jsonOnly, color, () -> {}).alert(WARN);
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream broken() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
  }
}
