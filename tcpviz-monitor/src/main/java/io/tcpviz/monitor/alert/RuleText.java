// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.util.List;
import java.util.Locale;

/** The text of a rule, read word by word. */
final class RuleText {
  private final String text;
  private int next;
  private int begin; // of what was read last

  RuleText(String text) {
    this.text = text;
    skipSpace();
  }

  /** Takes {@code symbol} if it comes next. */
  boolean take(String symbol) {
    if (!text.startsWith(symbol, next)) {
      return false;
    }
    moveTo(next + symbol.length());
    return true;
  }

  /** Takes {@code word}, in any case, if it comes next as a whole. */
  boolean takeWord(String word) {
    int end = endOfWord();
    if (!text.substring(next, end).toLowerCase(Locale.ROOT).equals(word)) {
      return false;
    }
    moveTo(end);
    return true;
  }

  /** The next word of letters, digits, hyphens and underscores, which begins with a letter. */
  String word(String expected) {
    int end = endOfWord();
    if (end == next) {
      throw error(expected);
    }
    String word = text.substring(next, end);
    moveTo(end);
    return word;
  }

  /** Whether one of {@code words}, in any case, comes next. */
  boolean isNext(String... words) {
    String word = text.substring(next, endOfWord()).toLowerCase(Locale.ROOT);
    return List.of(words).contains(word);
  }

  /** Whether a word comes next. */
  boolean hasWord() {
    return endOfWord() > next;
  }

  /** A number, maybe with decimals. */
  double number(String expected) {
    int end = next;
    while (end < text.length() && isPartOfNumber(text.charAt(end))) {
      end++;
    }
    String digits = text.substring(next, end);
    if (!digits.matches("[0-9]{1,15}(\\.[0-9]{1,9})?")) {
      throw error(expected);
    }
    moveTo(end);
    return Double.parseDouble(digits);
  }

  /** Everything up to the next space. */
  String untilSpace() {
    int end = next;
    while (end < text.length() && text.charAt(end) != ' ') {
      end++;
    }
    String word = text.substring(next, end);
    moveTo(end);
    return word;
  }

  boolean isAtEnd() {
    return next == text.length();
  }

  /** That something else was expected than what comes next. */
  RuleException error(String expected) {
    return new RuleException(text, next, expected);
  }

  /** That something else was expected than what was read last. */
  RuleException errorBefore(String expected) {
    return new RuleException(text, begin, expected);
  }

  private void moveTo(int end) {
    begin = next;
    next = end;
    skipSpace();
  }

  private void skipSpace() {
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
  }

  private int endOfWord() {
    int end = next;
    while (end < text.length() && isPartOfWord(text.charAt(end), end == next)) {
      end++;
    }
    return end;
  }

  private static boolean isPartOfWord(char c, boolean isFirst) {
    boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    return isLetter || !isFirst && (c >= '0' && c <= '9' || c == '_' || c == '-');
  }

  private static boolean isPartOfNumber(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }
}
