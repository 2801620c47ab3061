// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON, octet by octet into one buffer. It knows where a comma belongs and what must be
 * escaped; what is a name and what a value is for its callers to keep in order. Nothing is
 * allocated on the way, because each connection is a line of some 1,400 octets.
 *
 * <p>Methods throw {@link UncheckedIOException} when the stream does.
 */
final class JsonOctets {
  private static final int SIZE = 1 << 16;

  /** Octets of the longest thing that is written without asking for room once more. */
  private static final int STRETCH = 32;

  private static final byte[] NULL = encode("null");
  private static final byte[] TRUE = encode("true");
  private static final byte[] FALSE = encode("false");
  private static final byte[] HEX = encode("0123456789ABCDEF");
  private static final int DELETE = 0x7F;

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private final byte[] digits = new byte[STRETCH];
  private int length;
  private int depth; // objects and arrays that are open
  private boolean follows; // a value stands before in the innermost: the next one needs a comma

  /** Writes to {@code out}, which {@link #flush} reaches and nothing here closes. */
  JsonOctets(OutputStream out) {
    this.out = out;
  }

  /** ASCII text as the octets that {@link #raw} takes. */
  static byte[] encode(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** A name of ASCII letters as the octets that {@link #name} takes. */
  static byte[] encodeName(String letters) {
    return encode('"' + letters + "\":");
  }

  /** A text of ASCII letters as the octets that {@link #value} takes. */
  static byte[] encodeText(String letters) {
    return encode('"' + letters + '"');
  }

  /** Hands everything written so far to the stream. */
  void flush() {
    try {
      out.write(buffer, 0, length);
      length = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens an object or an array. */
  void open(char bracket) {
    beginValue();
    put(bracket);
    depth++;
    follows = false;
  }

  /** Closes the innermost object or array. */
  void close(char bracket) {
    claim();
    put(bracket);
    depth--;
    follows = depth > 0; // nothing sets apart what is written one behind the other
  }

  /** Ends a line. */
  void newline() {
    claim();
    put('\n');
  }

  /** The name of a field, from {@link #encodeName}; its value comes next. */
  void name(byte[] encoded) {
    value(encoded);
    follows = false;
  }

  /** Octets that are a value, or several fields, as they are. */
  void value(byte[] encoded) {
    beginValue();
    raw(encoded);
    follows = true;
  }

  /** A value that is not known. */
  void unknown() {
    value(NULL);
  }

  /** Yes or no. */
  void truth(boolean value) {
    value(value ? TRUE : FALSE);
  }

  /** A whole number. */
  void number(long value) {
    decimal(value, 0);
  }

  /** {@code unscaled} / 10<sup>scale</sup> without trailing zeros behind the point. */
  void trimmedDecimal(long unscaled, int scale) {
    long rest = unscaled;
    int decimals = scale;
    while (decimals > 0 && rest % 10 == 0) {
      rest /= 10;
      decimals--;
    }
    decimal(rest, decimals);
  }

  /**
   * {@code unscaled} / 10<sup>scale</sup> with exactly {@code scale} decimals, digit by digit:
   * nanoseconds since the epoch need 19 digits and a double has 16. Never uses an exponent.
   */
  void decimal(long unscaled, int scale) {
    beginValue();
    long rest = unscaled > 0 ? -unscaled : unscaled; // negative: Long.MIN_VALUE has no opposite
    int start = digits.length;
    for (int written = 0; rest != 0 || written <= scale; written++) {
      if (written == scale && scale > 0) {
        digits[--start] = '.';
      }
      long tenth = rest / 10;
      digits[--start] = (byte) ('0' - (rest - tenth * 10));
      rest = tenth;
    }
    if (unscaled < 0) {
      digits[--start] = '-';
    }
    System.arraycopy(digits, start, buffer, length, digits.length - start);
    length += digits.length - start;
    follows = true;
  }

  /** A text; everything but printable ASCII is escaped. */
  void text(String text) {
    beginValue();
    put('"');
    for (int i = 0; i < text.length(); i++) {
      claim();
      character(text.charAt(i));
    }
    claim();
    put('"');
    follows = true;
  }

  private void character(char character) {
    if (character >= ' ' && character < DELETE && character != '"' && character != '\\') {
      put(character);
      return;
    }
    put('\\');
    switch (character) {
      case '"', '\\' -> put(character);
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case '\f' -> put('f');
      case '\r' -> put('r');
      default -> {
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          put(HEX[character >> shift & 0xF]);
        }
      }
    }
  }

  private void beginValue() {
    claim();
    if (follows) {
      put(',');
    }
  }

  private void raw(byte[] octets) {
    if (octets.length > buffer.length - length) {
      flush();
    }
    System.arraycopy(octets, 0, buffer, length, octets.length);
    length += octets.length;
  }

  private void claim() {
    if (buffer.length - length < STRETCH) {
      flush();
    }
  }

  private void put(int octet) {
    buffer[length++] = (byte) octet;
  }
}
