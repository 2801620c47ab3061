// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.event.FieldVisitor;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes named values as fields of JSON objects. The output is printable ASCII: everything else is
 * escaped, so that hostile names can neither break a line nor reach a terminal. Bytes depend on the
 * values alone, not on the platform, locale or JDK.
 *
 * <p>Methods throw {@link UncheckedIOException} when the stream does.
 */
public final class JsonFields implements FieldVisitor {
  private static final int RATIO_DECIMALS = 6;

  /** Scale that shows nanoseconds as seconds. */
  static final int NANOS_IN_SECONDS = 9;

  /** Scale that shows nanoseconds as milliseconds. */
  static final int NANOS_IN_MILLIS = 6;

  private final JsonOctets json;
  private final Map<String, byte[]> names = new HashMap<>();

  /** Writes to {@code out}, which {@link #flush} reaches and nothing here closes. */
  public JsonFields(OutputStream out) {
    this(new JsonOctets(out));
  }

  /** Writes between what the caller writes itself. */
  JsonFields(JsonOctets json) {
    this.json = json;
  }

  /** Hands everything written so far to the stream. */
  public void flush() {
    json.flush();
  }

  /** Opens an object as a line of its own or as an element of an array. */
  public void begin() {
    json.open('{');
  }

  /** Opens an object as a field. */
  public void begin(String name) {
    name(name);
    json.open('{');
  }

  /** Closes the innermost object. */
  public void end() {
    json.close('}');
  }

  /** Opens an array as a field. */
  public void beginList(String name) {
    name(name);
    json.open('[');
  }

  /** Closes the innermost array. */
  public void endList() {
    json.close(']');
  }

  /** Ends a line. */
  public void newline() {
    json.newline();
  }

  /** A point in time, given in nanoseconds since the epoch, in seconds with nine decimals. */
  public void seconds(String name, long nanos) {
    name(name);
    json.decimal(nanos, NANOS_IN_SECONDS);
  }

  @Override
  public void number(String name, long value) {
    name(name);
    json.number(value);
  }

  /** {@inheritDoc} Written with at most six decimals; what is not finite is unknown. */
  @Override
  public void number(String name, double value) {
    if (!Double.isFinite(value)) {
      unknown(name);
      return;
    }
    name(name);
    json.value(JsonOctets.encode(rounded(value).toPlainString()));
  }

  /** {@code value}, which is finite, as it is written: with at most six decimals. */
  public static BigDecimal rounded(double value) {
    return new BigDecimal(value)
        .setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros();
  }

  @Override
  public void millis(String name, long nanos) {
    name(name);
    json.trimmedDecimal(nanos, NANOS_IN_MILLIS);
  }

  @Override
  public void text(String name, String value) {
    name(name);
    json.text(wellFormed(value));
  }

  @Override
  public void texts(String name, List<String> values) {
    beginList(name);
    for (int i = 0; i < values.size(); i++) {
      json.text(wellFormed(values.get(i)));
    }
    endList();
  }

  /** Several whole numbers. */
  public void numbers(String name, List<Integer> values) {
    beginList(name);
    for (int value : values) {
      json.number(value);
    }
    endList();
  }

  @Override
  public void truth(String name, boolean value) {
    name(name);
    json.truth(value);
  }

  @Override
  public void unknown(String name) {
    name(name);
    json.unknown();
  }

  // Names are a fixed vocabulary, so each is encoded once.
  private void name(String name) {
    byte[] encoded = names.get(name);
    if (encoded == null) {
      encoded = JsonOctets.encodeName(name);
      names.put(name, encoded);
    }
    json.name(encoded);
  }

  /** {@code text} with U+FFFD for each half of a surrogate pair that stands alone. */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(
                point ->
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
