// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.tcp.TcpFlags;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the lines of a {@link SegmentScript}. */
final class ScriptParser {
  private static final String FLAG_LETTERS = "FSRP.UEC";
  private static final int DEFAULT_WINDOW = 64_240;

  private final List<ScriptLine> lines = new ArrayList<>();
  private final Set<String> needs = new HashSet<>();
  private final Map<String, Integer> windows = new HashMap<>(); // by connection and direction
  private final Map<String, Integer> ipIds = new HashMap<>();

  List<ScriptLine> lines() {
    return lines;
  }

  Set<String> needs() {
    return needs;
  }

  ScriptParser parse(String script) {
    for (String line : script.lines().toList()) {
      String told = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
      if (told.isBlank()) {
        continue;
      }
      try {
        parseLine(told.strip());
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("script line \"" + line + "\": " + e.getMessage(), e);
      }
    }
    return this;
  }

  private void parseLine(String line) {
    if (line.startsWith("needs ")) {
      needs.addAll(words(line.substring("needs ".length())));
      return;
    }
    int bar = line.indexOf('|');
    String packet = (bar < 0 ? line : line.substring(0, bar)).strip();
    String[] parts = packet.split("\\s+", 5);
    require(parts.length >= 4, "expected: time direction flags from:to");
    String rest = parts.length > 4 ? parts[4] : "";
    int open = rest.indexOf('<');
    int close = rest.indexOf('>');
    Extras extras =
        new Extras(open < 0 ? rest : rest.substring(0, open) + rest.substring(close + 1));
    boolean fromClient = parts[1].startsWith(">");
    require(fromClient || parts[1].startsWith("<"), "direction must be > or <");
    int connection = parts[1].length() == 1 ? 1 : Integer.parseInt(parts[1].substring(1));
    int flags = flags(parts[2]);
    require((flags & TcpFlags.ACK) == 0 || extras.has("ack"), "an ACK needs: ack NUMBER");
    String[] range = parts[3].split(":");
    lines.add(
        new ScriptLine(
            packet,
            new BigDecimal(parts[0]).movePointRight(6).longValueExact(),
            connection,
            fromClient,
            flags,
            Integer.parseInt(range[0]),
            Integer.parseInt(range[1]),
            extras.number("ack", 0),
            window(parts[1], extras),
            ipId(parts[1], flags, extras),
            extras.number("ttl", 64),
            extras.number("badsum", 0),
            open < 0 ? ScriptLine.Options.NONE : options(rest.substring(open + 1, close)),
            bar < 0 ? List.of() : expected(line.substring(bar + 1))));
  }

  private int window(String side, Extras extras) {
    int window = extras.number("win", windows.getOrDefault(side, DEFAULT_WINDOW));
    windows.put(side, window);
    return window;
  }

  /** Counts up with each packet of a side; a SYN-ACK has none, as Linux sends it. */
  private int ipId(String side, int flags, Extras extras) {
    int used = ipIds.getOrDefault(side, 0);
    boolean synAck = (flags & (TcpFlags.SYN | TcpFlags.ACK)) == (TcpFlags.SYN | TcpFlags.ACK);
    int id = extras.number("id", synAck ? 0 : used + 1);
    ipIds.put(side, Math.max(used, id));
    return id;
  }

  private static int flags(String letters) {
    int flags = 0;
    for (char letter : letters.toCharArray()) {
      int bit = FLAG_LETTERS.indexOf(letter);
      require(bit >= 0 || letters.equals("-"), "flags are letters of " + FLAG_LETTERS + ", or -");
      flags |= bit < 0 ? 0 : 1 << bit;
    }
    return flags;
  }

  private static ScriptLine.Options options(String text) {
    int mss = -1;
    int windowShift = -1;
    boolean sackPermitted = false;
    List<Integer> timestamps = List.of();
    List<Integer> sack = List.of();
    for (String option : text.split(",")) {
      List<String> words = words(option);
      switch (words.get(0)) {
        case "mss" -> mss = Integer.parseInt(words.get(1));
        case "ws" -> windowShift = Integer.parseInt(words.get(1));
        case "sackOK" -> sackPermitted = true;
        case "ts" -> timestamps = numbers(words.subList(1, 3));
        case "sack" ->
            sack = numbers(List.of(String.join(":", words.subList(1, words.size())).split(":")));
        default -> throw new IllegalArgumentException("unknown option " + words.get(0));
      }
    }
    return new ScriptLine.Options(mss, windowShift, sackPermitted, timestamps, sack);
  }

  private static List<List<String>> expected(String text) {
    return Arrays.stream(text.split(",")).map(ScriptParser::words).toList();
  }

  private static List<Integer> numbers(List<String> words) {
    return words.stream().map(Integer::valueOf).toList();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** What follows the sequence numbers: pairs of a word and a number. */
  private static final class Extras {
    private static final Set<String> KNOWN = Set.of("ack", "win", "id", "ttl", "badsum");
    private final Map<String, Integer> numbers = new HashMap<>();

    Extras(String text) {
      List<String> words = text.isBlank() ? List.of() : words(text);
      for (int i = 0; i < words.size(); i += 2) {
        require(KNOWN.contains(words.get(i)), "unknown word " + words.get(i));
        numbers.put(words.get(i), Integer.valueOf(words.get(i + 1)));
      }
    }

    boolean has(String word) {
      return numbers.containsKey(word);
    }

    int number(String word, int otherwise) {
      return numbers.getOrDefault(word, otherwise);
    }
  }
}
