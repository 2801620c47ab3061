// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.util.StringJoiner;

/** Reads JSON that someone else may have written: what it does not expect it steps over. */
public final class JsonValues {
  private static final int DEEPEST = 64;
  private static final int MILLIONTHS = 6;
  private static final long MILLION = 1_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(JsonLines.LONGEST)
                  .build())
          // Python writes NaN where a number is not known.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonValues() {}

  static JsonParser parser(byte[] octets, int length) throws IOException {
    return JSON.createParser(octets, 0, length);
  }

  /** A parser of a whole stream, which is not closed. */
  public static JsonParser parser(InputStream in) throws IOException {
    return JSON.createParser(in);
  }

  /** The text at hand, or null if it is none; steps over whatever it is. */
  public static @Nullable String text(JsonParser in) throws IOException {
    String text = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : null;
    in.skipChildren();
    return text;
  }

  /** The whole number at hand, also if it is written as {@code 80.0}, or {@code otherwise}. */
  public static long integer(JsonParser in, long otherwise) throws IOException {
    long value = in.currentToken() == JsonToken.VALUE_NUMBER_INT ? in.getLongValue() : otherwise;
    if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !isNotANumber(in)) {
      long millionths = Decimals.scaled(in.getText(), MILLIONTHS);
      value = millionths % MILLION == 0 ? millionths / MILLION : otherwise;
    }
    in.skipChildren();
    return value;
  }

  /** The number at hand times 10 to the {@code scale}, or {@code otherwise}. */
  static long scaled(JsonParser in, int scale, long otherwise) throws IOException {
    boolean number = in.currentToken().isNumeric() && !isNotANumber(in);
    long value = number ? Decimals.scaled(in.getText(), scale) : otherwise;
    in.skipChildren();
    return value;
  }

  /** Keeps the scalar, or the list of texts, at hand as field {@code name}. */
  static void keep(JsonParser in, String name, Fields into, Strings strings) throws IOException {
    switch (in.currentToken()) {
      case VALUE_NULL -> into.add(name, Fields.Type.NULL, 0);
      case VALUE_TRUE -> into.add(name, Fields.Type.TRUE, 0);
      case VALUE_FALSE -> into.add(name, Fields.Type.FALSE, 0);
      case VALUE_STRING -> into.add(name, Fields.Type.TEXT, strings.number(in.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> keepNumber(in, name, into, strings);
      case START_ARRAY -> into.add(name, Fields.Type.TEXT, strings.number(list(in, ", ")));
      default -> in.skipChildren();
    }
  }

  private static void keepNumber(JsonParser in, String name, Fields into, Strings strings)
      throws IOException {
    if (isNotANumber(in)) {
      into.add(name, Fields.Type.NULL, 0);
      return;
    }
    boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT;
    try {
      long value = Decimals.scaled(in.getText(), whole ? 0 : MILLIONTHS);
      into.add(name, whole ? Fields.Type.INTEGER : Fields.Type.DECIMAL, value);
    } catch (ArithmeticException e) {
      into.add(name, Fields.Type.TEXT, strings.number(in.getText()));
    }
  }

  /** The scalar at hand, or the list of scalars joined by spaces. */
  static String plain(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.START_ARRAY ? list(in, " ") : in.getText();
  }

  private static String list(JsonParser in, String between) throws IOException {
    StringJoiner text = new StringJoiner(between);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken().isScalarValue() && text.length() <= Strings.LONGEST) {
        text.add(in.getText());
      }
      in.skipChildren();
    }
    return text.toString();
  }

  private static boolean isNotANumber(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && in.isNaN();
  }
}
