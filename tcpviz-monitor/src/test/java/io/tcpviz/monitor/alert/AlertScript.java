// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.monitor.StubStatus;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as a diagram: the capture time in seconds, what happens then, and behind the bar what is
 * heard; a line without a bar must be silent. A tick follows on each line but for those that end in
 * dots.
 *
 * <pre>
 *   0.5   retransmission a:1000>b:80 x9
 *   1     out_of_order a:1000>b:80 as 1     an event with a name
 *   2     1 becomes retransmission          it is revised
 *   3     1 withdrawn
 *   4     zero_window a:1000>b:80 ...       without a tick
 *   4     tick
 *   5     dropped 12                        as the capturing host says, with a tick
 *   6     lost 1000                         octets, with a tick
 *   7     lost 0 files 2                    octets and files, with a tick
 * </pre>
 */
final class AlertScript {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private final List<String> heard = new ArrayList<>();
  private final Map<String, LiveEvent> named = new HashMap<>();
  private final Map<String, String> directions = new HashMap<>();
  private final AlertBook book;
  private long lastId;
  private long dropped = -1;
  private long nowNanos;

  private AlertScript(AlertConfig config) {
    book = new AlertBook(config, List.of(this::hear), heard::add);
  }

  /** Runs {@code script}, and compares all of it with what is heard. */
  static void verify(AlertConfig config, String script) {
    AlertScript run = new AlertScript(config);
    assertEquals(
        script.strip(), script.strip().lines().map(run::line).collect(Collectors.joining("\n")));
  }

  private String line(String line) {
    String told = line.contains("|") ? line.substring(0, line.indexOf('|')) : line;
    heard.clear();
    play(told.strip().split(" +"));
    return heard.isEmpty()
        ? told.stripTrailing()
        : told.stripTrailing() + " ".repeat(spaces(line, told)) + "| " + String.join("; ", heard);
  }

  private static int spaces(String line, String told) {
    return Math.max(1, line.indexOf('|') - told.stripTrailing().length());
  }

  private void play(String[] words) {
    nowNanos = nanos(words[0]);
    book.begun(status());
    switch (words[1]) {
      case "tick" -> book.tick(status());
      case "dropped" -> {
        dropped = Long.parseLong(words[2]);
        book.tick(status());
      }
      case "lost" -> {
        int files = words.length > 4 ? Integer.parseInt(words[4]) : 0;
        book.lost(new CaptureLoss("ring_1", Long.parseLong(words[2]), files, nowNanos));
        book.tick(status());
      }
      default -> {
        playEvent(words);
        if (!words[words.length - 1].equals("...")) {
          book.tick(status());
        }
      }
    }
  }

  private void playEvent(String[] words) {
    String name = words[1];
    switch (words[2]) {
      case "becomes" -> {
        LiveEvent before = named.get(name);
        long nanos = before.event().packet().timestampNanos();
        named.put(name, live(words[3], directions.get(name), nanos));
        book.revised(before, named.get(name));
      }
      case "withdrawn" -> book.withdrawn(named.remove(name));
      default -> say(words);
    }
  }

  private void say(String[] words) {
    boolean isMany = words.length > 3 && words[3].startsWith("x");
    int times = isMany ? Integer.parseInt(words[3].substring(1)) : 1;
    for (int i = 0; i < times; i++) {
      LiveEvent event = live(words[1], words[2], nowNanos);
      if (words.length > 4 && words[3].equals("as")) {
        named.put(words[4], event);
        directions.put(words[4], words[2]);
      }
      book.said(event);
    }
  }

  private LiveEvent live(String what, String direction, long nanos) {
    return new LiveEvent(++lastId, SampleEvents.event(what, direction, nanos));
  }

  private StubStatus status() {
    return new StubStatus(nowNanos, dropped);
  }

  private void hear(Alert alert) {
    String at = alert.timestampNanos() == nowNanos ? "" : " at " + seconds(alert.timestampNanos());
    heard.add(
        alert.level()
            + " "
            + alert.count()
            + " "
            + alert.event()
            + " "
            + SampleEvents.shortForm(alert.subject())
            + at);
  }

  private static long nanos(String seconds) {
    return new BigDecimal(seconds).multiply(NANOS).longValueExact();
  }

  private static String seconds(long nanos) {
    return new BigDecimal(nanos).divide(NANOS).stripTrailingZeros().toPlainString();
  }
}
