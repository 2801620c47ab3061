// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonParser;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.report.internal.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What is collected directly is what JSON would have brought. */
class FieldCollectorTest {
  @Property
  void wholeNumbers(@ForAll long value) throws IOException {
    assertSame(out -> out.number("n", value));
  }

  @Property
  void ratios(@ForAll double value, @ForAll int hundredths) throws IOException {
    assertSame(out -> out.number("n", value));
    assertSame(out -> out.number("n", hundredths / 100.0));
  }

  @Example
  void ratiosThatAreNoOrdinaryNumbers() throws IOException {
    for (double value :
        new double[] {0, -0.0, 1, 1e300, -1e-300, 5e-7, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertSame(out -> out.number("n", value));
    }
  }

  @Property
  void durations(@ForAll long nanos, @ForAll int millis) throws IOException {
    assertSame(out -> out.millis("n", nanos));
    assertSame(out -> out.millis("n", millis * 1_000_000L));
    assertSame(out -> out.millisOrUnknown("n", millis));
  }

  @Property
  void texts(@ForAll String text, @ForAll @Size(max = 4) List<String> several) throws IOException {
    assertSame(out -> out.text("n", text));
    assertSame(out -> out.texts("n", several));
    assertSame(out -> out.texts("n", List.of(text.repeat(500), text)));
  }

  @Property
  void truths(@ForAll boolean value) throws IOException {
    assertSame(out -> out.truth("n", value));
  }

  private static void assertSame(Consumer<FieldVisitor> value) throws IOException {
    Strings strings = new Strings();
    Fields direct = new Fields();
    value.accept(new FieldCollector(direct, strings));
    Fields read = read(value, strings);

    assertEquals(1, direct.size());
    assertEquals(read.name(0), direct.name(0));
    assertEquals(read.type(0), direct.type(0));
    assertEquals(read.value(0), direct.value(0));
  }

  private static Fields read(Consumer<FieldVisitor> value, Strings strings) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(octets);
    json.begin();
    value.accept(json);
    json.end();
    json.flush();
    Fields fields = new Fields();
    try (JsonParser in = JsonValues.parser(octets.toByteArray(), octets.size())) {
      in.nextToken();
      String name = in.nextFieldName();
      in.nextToken();
      JsonValues.keep(in, name, fields, strings);
    }
    return fields;
  }
}
