// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.report.internal.JsonFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * JSON that may stand inside a script element whatever texts it holds: ASCII only, and without the
 * characters that mean something to HTML.
 */
final class PageJson {
  /** Parts of summary.json that the page has elsewhere. */
  private static final Set<String> LEFT_OUT = Set.of("top_flows");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private PageJson() {}

  static JsonGenerator generator(Writer out) throws IOException {
    return JSON.createGenerator(out).setCharacterEscapes(new HtmlEscapes());
  }

  /**
   * Copies the object in {@code file}. Texts become visible as {@link Strings#visible} makes them;
   * time stamps become texts, as they have more digits than numbers in the page hold.
   *
   * @throws IOException if the file is no JSON object; the message names file and line
   */
  static void copyObject(Path file, JsonGenerator out) throws IOException {
    try (InputStream octets = Files.newInputStream(file)) {
      copyObject(octets, file.getFileName().toString(), out);
    }
  }

  /** Copies the object that {@code fields} writes, as those of a file are copied. */
  static void copyObject(Consumer<FieldVisitor> fields, JsonGenerator out) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(octets);
    json.begin();
    fields.accept(json);
    json.end();
    json.flush();
    copyObject(new ByteArrayInputStream(octets.toByteArray()), "fields", out);
  }

  /** Copies the object in {@code octets}, which messages call {@code name}. */
  static void copyObject(InputStream octets, String name, JsonGenerator out) throws IOException {
    try (JsonParser in = JsonValues.parser(octets)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(name + ", line 1: not a JSON object");
      }
      copyMembers(in, out);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String place = name + ", line " + line;
      throw new IOException(place + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void copyMembers(JsonParser in, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (LEFT_OUT.contains(name)) {
        in.skipChildren();
      } else {
        out.writeFieldName(Strings.visible(name));
        copyValue(in, out, name.endsWith("_ts"));
      }
    }
    out.writeEndObject();
  }

  private static void copyValue(JsonParser in, JsonGenerator out, boolean asText)
      throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> copyMembers(in, out);
      case START_ARRAY -> {
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          copyValue(in, out, false);
        }
        out.writeEndArray();
      }
      case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(in.getBooleanValue());
      case VALUE_STRING -> out.writeString(Strings.visible(in.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber(in, out, asText);
      default -> out.writeNull();
    }
  }

  private static void copyNumber(JsonParser in, JsonGenerator out, boolean asText)
      throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && in.isNaN()) {
      out.writeNull();
    } else if (asText) {
      out.writeString(in.getText());
    } else {
      out.writeNumber(in.getText());
    }
  }

  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes['<'] = ESCAPE_STANDARD;
      escapes['>'] = ESCAPE_STANDARD;
      escapes['&'] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
