// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of a page, each once; elsewhere a number stands for them. */
final class Strings {
  /** Characters of the longest text that is shown whole. */
  static final int LONGEST = 400;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** The number of {@code text}, from 0 in order of first use. */
  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    return numbers.computeIfAbsent(visible(text), unused -> numbers.size());
  }

  /** The texts in the order of their numbers. */
  List<String> all() {
    return List.copyOf(numbers.keySet());
  }

  /**
   * {@code text} as a person may be shown it: what would be invisible, reorder the letters around
   * it or be no character at all stands there as its code, and endless text is cut.
   */
  static String visible(String text) {
    int end = Math.min(text.length(), LONGEST);
    StringBuilder out = null;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (out == null && (pair || !isHidden(c))) {
        i += pair ? 1 : 0;
        continue;
      }
      out = out == null ? new StringBuilder(text.substring(0, i)) : out;
      if (pair) {
        out.append(c).append(text.charAt(++i));
      } else if (isHidden(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    if (text.length() <= LONGEST) {
      return out == null ? text : out.toString();
    }
    String kept = out == null ? text.substring(0, end) : out.toString();
    boolean split = Character.isHighSurrogate(kept.charAt(kept.length() - 1));
    return (split ? kept.substring(0, kept.length() - 1) : kept) + "…";
  }

  private static boolean isHidden(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
