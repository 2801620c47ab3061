// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * A connection told packet by packet, as the capture point sees it, with what an analysis must say
 * of each packet.
 *
 * <pre>
 *   #  ms  dir  segment                                            | we hear
 *       0   &gt;   S    0:0            win 64240 &lt;mss 1460, sackOK, ws 7&gt;
 *      10   &lt;   S.   0:0     ack 1  win 65535 &lt;mss 1460, sackOK, ws 8&gt;
 *      10   &gt;   .    1:1     ack 1
 *      20   &gt;   P.   1:1001  ack 1
 *     320   &gt;   P.   1:1001  ack 1                                 | retransmission rto, loss_infer
 * </pre>
 *
 * <p>A line has a time in milliseconds; a direction, {@code >} from the client, {@code <} from the
 * server, with a number behind it for further connections ({@code >2}); control bits as letters of
 * {@code FSRP.UEC} where the dot is ACK; the octets as {@code from:to} relative to the sender's ISN
 * (the SYN takes 0, data begins at 1); then {@code ack} relative to the peer's ISN, {@code win}
 * (the raw field; missing means as before), {@code id} (IPv4 identification as the how-manieth of
 * this side; missing means the next, {@code id 0} none), {@code ttl}, {@code badsum} (bits of the
 * TCP checksum that are wrong), and options in angle brackets: {@code mss}, {@code ws}, {@code
 * sackOK}, {@code ts VAL ECR}, {@code sack A:B C:D}.
 *
 * <p>Behind {@code |} stand the expected events, separated by commas, each as words that it must
 * match: its kind, then any of the words that a failing script prints for what it heard. A line
 * without {@code |} must raise nothing. Comments begin with {@code #}. A line {@code needs ids} or
 * {@code needs alone} says what the story rests on, see {@link #needs}.
 */
public final class SegmentScript {
  private static final int MARGIN = 78;

  private final List<ScriptLine> lines;
  private final Set<String> needs;

  private SegmentScript(ScriptParser parser) {
    lines = List.copyOf(parser.lines());
    needs = Set.copyOf(parser.needs());
  }

  /**
   * Reads a script.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static SegmentScript parse(String script) {
    return new SegmentScript(new ScriptParser().parse(script));
  }

  /** The packets in the order of the capture. */
  public List<ScriptLine> lines() {
    return lines;
  }

  /**
   * Whether the story rests on something that not every staging has: {@code ids}, IPv4
   * identifications; {@code alone}, a capture without other connections.
   */
  public boolean needs(String what) {
    return needs.contains(what);
  }

  /** The packets as frames. */
  public List<CapturedPacket> frames(Staging staging) {
    return lines.stream().map(staging::frame).toList();
  }

  /**
   * Compares what was heard with what the script expects.
   *
   * @param lineOfFrame gives the number of a packet in the script, from 1, for that of its frame; 0
   *     for a frame that is not of the script
   * @return the script with what was heard instead in the margin, or nothing if all is as expected
   */
  public String differences(List<TcpEvent> events, Staging staging, LongUnaryOperator lineOfFrame) {
    Map<Integer, List<Set<String>>> heard = new HashMap<>();
    for (TcpEvent event : events) {
      int number = (int) lineOfFrame.applyAsLong(event.packet().frame());
      if (number == 0) {
        return "an event of a connection beside the script: " + event;
      }
      heard
          .computeIfAbsent(number, n -> new ArrayList<>())
          .add(EventWords.of(event, lines.get(number - 1), staging, lineOfFrame));
    }
    StringBuilder ladder = new StringBuilder();
    boolean same = true;
    for (int number = 1; number <= lines.size(); number++) {
      same &= render(ladder, lines.get(number - 1), heard.getOrDefault(number, List.of()));
    }
    return same ? "" : ladder.toString();
  }

  private static boolean render(StringBuilder ladder, ScriptLine line, List<Set<String>> heard) {
    String expected =
        String.join(", ", line.expected().stream().map(words -> String.join(" ", words)).toList());
    String told = expected.isEmpty() ? line.text() : line.text() + "  | " + expected;
    boolean same = isAsExpected(line.expected(), heard);
    ladder.append(told);
    if (!same) {
      ladder.append(" ".repeat(Math.max(2, MARGIN - told.length()))).append("<< heard ");
      ladder.append(
          heard.isEmpty()
              ? "nothing"
              : String.join(", ", heard.stream().map(words -> String.join(" ", words)).toList()));
    }
    ladder.append('\n');
    return same;
  }

  private static boolean isAsExpected(List<List<String>> expected, List<Set<String>> heard) {
    List<Set<String>> left = new ArrayList<>(heard);
    for (List<String> words : expected) {
      Set<String> match =
          left.stream()
              .filter(event -> event.iterator().next().equals(words.get(0)))
              .filter(event -> event.containsAll(words))
              .findFirst()
              .orElse(null);
      if (match == null) {
        return false;
      }
      left.remove(match);
    }
    return left.isEmpty();
  }
}
