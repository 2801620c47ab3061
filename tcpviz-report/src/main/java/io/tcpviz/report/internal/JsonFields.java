// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.FieldVisitor;
import java.io.IOException;
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

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .characterEscapes(new DeleteToo())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final JsonGenerator json;
  private final DecimalDigits digits = new DecimalDigits();
  private final Map<String, SerializableString> names = new HashMap<>();

  /** Writes to {@code out}, which {@link #flush} reaches and nothing here closes. */
  public JsonFields(OutputStream out) throws IOException {
    this.json = FACTORY.createGenerator(out);
  }

  /** The generator underneath, for what is written too often to go by name. */
  JsonGenerator generator() {
    return json;
  }

  /** Hands everything written so far to the stream. */
  public void flush() {
    run(json::flush);
  }

  /** Opens an object as a line of its own or as an element of an array. */
  public void begin() {
    run(json::writeStartObject);
  }

  /** Opens an object as a field. */
  public void begin(String name) {
    run(
        () -> {
          json.writeFieldName(encoded(name));
          json.writeStartObject();
        });
  }

  /** Closes the innermost object. */
  public void end() {
    run(json::writeEndObject);
  }

  /** Opens an array as a field. */
  public void beginList(String name) {
    run(
        () -> {
          json.writeFieldName(encoded(name));
          json.writeStartArray();
        });
  }

  /** Closes the innermost array. */
  public void endList() {
    run(json::writeEndArray);
  }

  /** Ends a line. */
  public void newline() {
    run(() -> json.writeRaw('\n'));
  }

  /** A point in time, given in nanoseconds since the epoch, in seconds with nine decimals. */
  public void seconds(String name, long nanos) {
    run(
        () -> {
          json.writeFieldName(encoded(name));
          digits.write(json, nanos, DecimalDigits.NANOS_IN_SECONDS);
        });
  }

  @Override
  public void number(String name, long value) {
    try {
      json.writeFieldName(encoded(name));
      json.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@inheritDoc} Written with at most six decimals; what is not finite is unknown. */
  @Override
  public void number(String name, double value) {
    if (!Double.isFinite(value)) {
      unknown(name);
      return;
    }
    run(
        () -> {
          json.writeFieldName(encoded(name));
          json.writeNumber(rounded(value).toPlainString());
        });
  }

  /** {@code value}, which is finite, as it is written: with at most six decimals. */
  public static BigDecimal rounded(double value) {
    return new BigDecimal(value)
        .setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros();
  }

  // Names are a fixed vocabulary, so each is encoded once.
  private SerializableString encoded(String name) {
    SerializableString known = names.get(name);
    if (known == null) {
      known = new SerializedString(name);
      names.put(name, known);
    }
    return known;
  }

  @Override
  public void millis(String name, long nanos) {
    try {
      json.writeFieldName(encoded(name));
      digits.writeTrimmed(json, nanos, DecimalDigits.NANOS_IN_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void text(String name, String value) {
    try {
      json.writeFieldName(encoded(name));
      json.writeString(wellFormed(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void texts(String name, List<String> values) {
    try {
      json.writeFieldName(encoded(name));
      json.writeStartArray();
      for (int i = 0; i < values.size(); i++) {
        json.writeString(wellFormed(values.get(i)));
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Several whole numbers. */
  public void numbers(String name, List<Integer> values) {
    run(
        () -> {
          json.writeFieldName(encoded(name));
          json.writeStartArray();
          for (int value : values) {
            json.writeNumber(value);
          }
          json.writeEndArray();
        });
  }

  @Override
  public void truth(String name, boolean value) {
    try {
      json.writeFieldName(encoded(name));
      json.writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unknown(String name) {
    try {
      json.writeFieldName(encoded(name));
      json.writeNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  // For what is written rarely: on the way of every event the lambdas would be garbage.
  private static void run(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Escapes DEL, the one control character that JSON lets pass. */
  private static final class DeleteToo extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
