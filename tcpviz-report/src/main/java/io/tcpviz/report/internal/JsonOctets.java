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

  private static final int LONGEST_PLAIN = 1000; // texts that are tried without looking for escapes
  private static final int MILLION = 1_000_000;
  private static final int BILLION = 1_000_000_000;

  private static final byte[] NULL = encode("null");
  private static final byte[] TRUE = encode("true");
  private static final byte[] FALSE = encode("false");
  private static final byte[] HEX = encode("0123456789ABCDEF");
  private static final int DELETE = 0x7F;

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
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
    return encode(",\"" + letters + "\":");
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
    int skipped = follows ? 0 : 1; // its comma
    octets(encoded, skipped, encoded.length - skipped);
  }

  /** Octets as they are: whole fields, and perhaps the name of one whose value comes next. */
  void octets(byte[] encoded, int from, int count) {
    raw(encoded, from, count);
    follows = false;
  }

  /** Octets that are a value, or several fields, as they are. */
  void value(byte[] encoded) {
    value(encoded, encoded.length);
  }

  /** The first {@code count} octets of an array, which are a value, or several fields. */
  void value(byte[] encoded, int count) {
    beginValue();
    raw(encoded, 0, count);
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
    beginValue();
    digits(value, value);
  }

  /**
   * Nanoseconds in seconds with nine decimals, from whole numbers: those since the epoch need 19
   * digits and a double has 16.
   */
  void seconds(long nanos) {
    beginValue();
    long whole = nanos / BILLION;
    digits(whole, nanos);
    put('.');
    length = Digits.putNine((int) Math.abs(nanos - whole * BILLION), buffer, length);
  }

  /**
   * A number of millionths, such as nanoseconds in milliseconds, with no more decimals than needed.
   */
  void millionths(long value) {
    beginValue();
    long whole = value / MILLION;
    digits(whole, value);
    int rest = (int) Math.abs(value - whole * MILLION);
    if (rest != 0) {
      put('.');
      length = Digits.putSix(rest, buffer, length);
      trim();
    }
  }

  /** Takes zeros away that end a number. */
  private void trim() {
    while (buffer[length - 1] == '0') {
      length--;
    }
  }

  private void digits(long value, long signed) {
    if (signed < 0) {
      put('-');
    }
    length = Digits.put(Math.abs(value), buffer, length);
    follows = true;
  }

  /** A text; everything but printable ASCII is escaped, and half a surrogate pair is replaced. */
  void text(String text) {
    beginValue();
    put('"');
    if (!plain(text)) {
      escaped(JsonFields.wellFormed(text));
    }
    claim();
    put('"');
    follows = true;
  }

  /** Puts a text as it is; nothing and false if something in it must be escaped. */
  private boolean plain(String text) {
    int count = text.length();
    if (count > LONGEST_PLAIN) {
      return false;
    }
    claim(count);
    for (int i = 0; i < count; i++) {
      char character = text.charAt(i);
      if (!isPlain(character)) {
        return false;
      }
      buffer[length + i] = (byte) character;
    }
    length += count;
    return true;
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      claim();
      character(text.charAt(i));
    }
  }

  private static boolean isPlain(char character) {
    return character >= ' ' && character < DELETE && character != '"' && character != '\\';
  }

  private void character(char character) {
    if (isPlain(character)) {
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

  private void raw(byte[] octets, int from, int count) {
    claim(count);
    System.arraycopy(octets, from, buffer, length, count);
    length += count;
  }

  private void claim() {
    claim(STRETCH);
  }

  private void claim(int count) {
    if (buffer.length - length < count) {
      flush();
    }
  }

  private void put(int octet) {
    buffer[length++] = (byte) octet;
  }
}
