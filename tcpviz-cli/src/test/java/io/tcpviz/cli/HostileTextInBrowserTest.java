// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.PcapngBytes.Option;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture or a session says is shown by a browser, every word of it, and never obeyed. */
@InBrowser
class HostileTextInBrowserTest {
  /** Marks that the page was steered: no page of ours has this title. */
  private static final String OWNED = "document.title='owned'";

  private static final String ATTACK =
      "</script><script>"
          + OWNED
          + "</script><img src=x onerror=\""
          + OWNED
          + "\">\u001b[2J\u202eevil\u2028\0<!--";

  /** The beginning of the attack as text, what cannot be seen being written out. */
  private static final String SHOWN =
      "</script><script>"
          + OWNED
          + "</script><img src=x onerror=\""
          + OWNED
          + "\">\\u001b[2J\\u202eevil\\u2028";

  @TempDir Path directory;

  @Test
  void aPageOfHostileTextIsWholeAndRunsNothingOfIt(Browser browser) throws IOException {
    Path page = page();

    browser.open(page);

    assertNotEquals("owned", browser.driver().getTitle(), "a script of the capture was run");
    assertEquals(0, browser.count("img"), "an element of the capture");
    assertEquals(scripts(Files.readString(page)), browser.count("script:not([type])"));
    String shown = String.join(" ", browser.texts("body > :not(script)"));
    for (String field : List.of("kind", "source", "destination")) {
      assertTrue(shown.contains(field + SHOWN), () -> field + " is not shown as it is");
    }
    assertTrue(shown.contains(SHOWN.replace('/', '\\')), "the name of the file is not shown");
  }

  /** A report whose session holds the attack wherever a capture or a program may put it. */
  private Path page() throws IOException {
    Path capture = directory.resolve(ATTACK.replace('/', '\\').replace("\0", "") + ".pcapng");
    Files.write(capture, capture());
    Path session = directory.resolve("session");
    Run analysed = Run.in(directory).of("parse-pcap", capture, capture, "--out", session);
    Files.writeString(session.resolve("events.jsonl"), event());
    Run reported = Run.in(directory).of("report", session);
    assertEquals(0, analysed.status(), analysed.err());
    assertEquals(0, reported.status(), reported.err());
    return session.resolve("report.html");
  }

  private static long scripts(String page) {
    return Pattern.compile("<script>").matcher(page).results().count();
  }

  /** A repaired loss, in a file whose every text is an attack. */
  private static byte[] capture() {
    byte[] attack = ATTACK.getBytes(StandardCharsets.UTF_8);
    PcapngBytes file = new PcapngBytes(ByteOrder.LITTLE_ENDIAN);
    file.section(Option.of(1, attack), Option.of(2, attack), Option.of(3, attack));
    file.interfaceDescription(
        1, 0, Option.name(ATTACK), Option.of(1, attack), Option.of(3, attack));
    file.block(4, attack); // names of hosts
    for (CapturedPacket packet : packets()) {
      byte[] bytes = packet.bytes();
      file.enhancedPacket(
          0, packet.timestampNanos() / 1000, bytes.length, bytes, Option.of(1, attack));
    }
    return file.bytes();
  }

  private static List<CapturedPacket> packets() {
    return SegmentScript.parse(
            """
                0     >   S    0:0            win 64240 <mss 1460>
             1000     >   S    0:0
             1020     <   S.   0:0     ack 1  win 65160 <mss 1460>
             1020.1   >   .    1:1     ack 1
            """)
        .frames(Staging.plain());
  }

  /** An event as another program may have written it. */
  private static String event() {
    return "{\"ts\":1700000000.5,\"event\":%s,\"src\":%s,\"dst\":%s,\"sport\":9,\"dport\":2,"
            .formatted(json("kind" + ATTACK), json("source" + ATTACK), json("destination" + ATTACK))
        + "\"severity\":%1$s,\"reason\":%1$s,\"file\":%1$s,%1$s:%1$s}\n".formatted(json(ATTACK));
  }

  private static String json(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }
}
