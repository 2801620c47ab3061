// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.ParsedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFieldsTest {
  @Property
  void anyTextComesBackFromOneLineOfPrintableAscii(@ForAll String text) throws IOException {
    String line = write(out -> out.text("t", text));
    assertTrue(line.matches("[ -\\x7E]*"), line);
    assertEquals(JsonFields.wellFormed(text), ParsedJson.object(line).get("t"));
  }

  @Property
  void textWithBrokenSurrogatesComesBackWithReplacements(
      @ForAll
          @StringLength(max = 40)
          @CharRange(from = '\uD7FE', to = '\uE001')
          @Chars({'a', '"', '\n', '\0', '\u001B'})
          String text)
      throws IOException {
    String read = (String) ParsedJson.object(write(out -> out.text("t", text))).get("t");
    assertEquals(JsonFields.wellFormed(text), read);
    assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(read), "well formed");
  }

  @Test
  void aHalfSurrogatePairIsReplacedAndAWholeOneKept() {
    assertEquals(
        "a\uFFFDb\uFFFD\uD83D\uDE00\uFFFD",
        JsonFields.wellFormed("a\uD83Db\uDE00\uD83D\uDE00\uD83D"));
  }

  @Test
  void hostileNamesAreEscaped() throws IOException {
    assertEquals(
        "{\"t\":\"a\\\"b\\\\c\\nd\\r\\u001B[31m\\u0000\\u007F\\u0085\\u2028\\u202E\\uFFFD\"}",
        write(out -> out.text("t", "a\"b\\c\nd\r\u001B[31m\0\u007F\u0085\u2028\u202E\uD800")));
  }

  @Test
  void listsOfTextsAreEscapedToo() throws IOException {
    assertEquals(
        "{\"t\":[\"a\",\"\\n\\uFFFD\"]}", write(out -> out.texts("t", List.of("a", "\n\uDC00"))));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "4.0, 4",
    "0.1, 0.1",
    "1e-3, 0.001",
    "1e-9, 0",
    "0.0000015, 0.000002",
    "1e20, 100000000000000000000",
    "-12.5, -12.5",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null",
  })
  void ratiosHaveNoExponentAndAtMostSixDecimals(double value, String written) throws IOException {
    assertEquals("{\"r\":" + written + "}", write(out -> out.number("r", value)));
  }

  private static String write(Consumer<JsonFields> writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFields out = new JsonFields(bytes);
    out.begin();
    writing.accept(out);
    out.end();
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
