// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that capturing programs give to the files of a ring, which tell how many of them were
 * never seen.
 */
final class Numbering {
  /** dumpcap -b: prefix_00001_20260101120000.pcapng, counted without end. */
  private static final Pattern COUNTED_ON = Pattern.compile("(.*_)(\\d{5,9})(_\\d{14}(?:\\..*)?)");

  /** tcpdump -C: file.pcap, file.pcap1 …; with -W it begins anew behind the last. */
  private static final Pattern COUNTED_ROUND =
      Pattern.compile(
          "(.*\\.(?:pcap|pcapng|cap|dmp|dump|trace|trc))(\\d{0,7})((?:\\.(?:gz|zst|lz4))?)");

  private Numbering() {}

  /**
   * How many files were written between two that were read one behind the other, at least.
   *
   * @param present the names that the ring has at present
   */
  static int missing(String last, String next, Collection<String> present) {
    Matcher before = COUNTED_ON.matcher(last);
    Matcher after = COUNTED_ON.matcher(next);
    if (before.matches() && after.matches() && before.group(1).equals(after.group(1))) {
      return Math.max(0, number(after) - number(before) - 1);
    }
    int from = round(last, next);
    int to = round(next, last);
    if (from < 0 || to < 0) {
      return 0;
    }
    if (to > from) {
      return to - from - 1;
    }
    IntSummaryStatistics numbers =
        present.stream()
            .mapToInt(name -> round(name, last))
            .filter(number -> number >= 0)
            .summaryStatistics();
    return Math.max(0, numbers.getMax() - from) + Math.max(0, to - numbers.getMin());
  }

  /** What the file behind one may be called. */
  static String firstMissing(String last) {
    Matcher matcher = COUNTED_ON.matcher(last);
    if (matcher.matches()) {
      String counted = Integer.toString(number(matcher) + 1);
      return matcher.group(1) + "0".repeat(Math.max(0, 5 - counted.length())) + counted + "_*";
    }
    Matcher round = COUNTED_ROUND.matcher(last);
    return round.matches() ? round.group(1) + (number(round) + 1) : last;
  }

  /** Whether the files of the ring are made anew in place, so that one made anew was overtaken. */
  static boolean isRound(String file, Collection<String> present) {
    return present.stream().filter(name -> round(name, file) >= 0).count() > 1;
  }

  /** The number of a name that differs in nothing but that from another; -1 for any other name. */
  private static int round(String name, String other) {
    Matcher own = COUNTED_ROUND.matcher(name);
    Matcher others = COUNTED_ROUND.matcher(other);
    boolean isOfOneRing = own.matches() && others.matches() && own.group(1).equals(others.group(1));
    return isOfOneRing ? number(own) : -1;
  }

  private static int number(Matcher matcher) {
    String digits = matcher.group(2);
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
