// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

/**
 * Makes text that others wrote, such as file names, safe to show. A terminal obeys control
 * characters and lets bidirectional overrides reorder a line, so neither may reach it.
 */
final class TerminalText {
  private TerminalText() {}

  /** The text with every character that could steer a terminal written as an escape sequence. */
  static String escape(String text) {
    if (isPlain(text) || text.codePoints().noneMatch(TerminalText::steers)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder safe, int c) {
    if (!steers(c)) {
      safe.appendCodePoint(c);
    } else if (c <= 0xFF) {
      safe.append("\\x").append(hex(c, 2));
    } else {
      safe.append("\\u{").append(hex(c, 4)).append('}');
    }
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, // C0, DEL and C1
          Character.FORMAT, // bidirectional overrides and isolates, zero-width characters
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true; // half a character
      default -> false;
    };
  }

  private static String hex(int c, int digits) {
    String text = Integer.toHexString(c);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
