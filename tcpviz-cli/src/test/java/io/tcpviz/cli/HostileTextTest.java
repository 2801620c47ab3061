// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.PcapngBytes.Option;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture or its name says reaches terminals, JSON and pages as text and nothing else. */
class HostileTextTest {
  private static final String ATTACK =
      "</script><script>alert(1)</script>\u001b]0;owned\u0007\u001b[2J\u202eevil\u2028\u009b\0nul<!--";

  @TempDir Path directory;

  @Test
  void namesInACaptureAndOfACaptureSteerNothing() throws IOException {
    Path capture = directory.resolve(ATTACK.replace('/', '\\').replace("\0", "") + ".pcapng");
    Files.write(capture, capture());
    Path session = directory.resolve("session");

    Run analysed = Run.in(directory).of("parse-pcap", capture, capture, "--out", session);
    Run reported = Run.in(directory).of("report", session);

    assertEquals(4, analysed.status(), analysed.err());
    assertEquals(0, reported.status(), reported.err());
    for (String shown : List.of(analysed.out(), analysed.err(), reported.out(), reported.err())) {
      assertPlain(shown);
    }
    for (String file : List.of("events.jsonl", "flows.jsonl", "summary.json")) {
      String json = Files.readString(session.resolve(file));
      assertTrue(json.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F), file);
    }
    assertTrue(Files.readString(session.resolve("summary.json")).contains("\\u001B]0;owned"));
    assertFalse(
        Files.readString(session.resolve("summary.json")).contains("nul<!--\""),
        "a name goes on behind its end");
    String page = Files.readString(session.resolve("report.html"));
    assertFalse(page.contains("alert(1)</script>"), "the page holds a script of the capture");
    assertPlain(page);
  }

  private static void assertPlain(String text) {
    text.chars()
        .filter(c -> c != '\n' && c != '\t' && c != '\r')
        .forEach(
            c ->
                assertTrue(
                    !Character.isISOControl(c) && c != 0x202E && c != 0x2028,
                    () -> "a character " + Integer.toHexString(c)));
  }

  /** A capture whose every text is an attack, cut in its last packet. */
  private static byte[] capture() {
    byte[] attack = ATTACK.getBytes(StandardCharsets.UTF_8);
    PcapngBytes file = new PcapngBytes(ByteOrder.LITTLE_ENDIAN);
    file.section(Option.of(1, attack), Option.of(2, attack), Option.of(3, attack));
    file.interfaceDescription(
        1, 0, Option.name(ATTACK), Option.of(1, attack), Option.of(3, attack));
    file.enhancedPacket(0, 1_700_000_000_000_000L, 60, new byte[60], Option.of(1, attack));
    file.block(4, attack); // names of hosts
    return file.octets(CaptureBytes.pcap(new CapturedPacket(new byte[3], 1, 5))).bytes();
  }
}
