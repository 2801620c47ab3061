// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.FieldVisitor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecurringFieldsTest {
  /** One field, as it is presented to a visitor. */
  record Field(String name, int type, long value) {
    void visit(FieldVisitor out) {
      switch (type) {
        case 0 -> out.number(name, value);
        case 1 -> out.millis(name, value);
        case 2 -> out.unknown(name);
        case 3 -> out.truth(name, value > 0);
        case 4 -> out.text(name, Long.toString(value));
        case 5 -> out.texts(name, List.of("a", Long.toString(value)));
        default -> out.number(name, value / 8.0);
      }
    }
  }

  @Provide
  Arbitrary<List<Field>> objects() {
    Arbitrary<Long> values = Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs());
    return Combinators.combine(
            Arbitraries.of("a", "bb", "ccc"), Arbitraries.integers().between(0, 6), values)
        .as(Field::new)
        .list()
        .ofMaxSize(5);
  }

  @Property
  void objectsOfAnyFieldsAreThoseOfThePlainWriter(
      @ForAll("objects") List<Field> first,
      @ForAll("objects") List<Field> second,
      @ForAll("objects") List<Field> third) {
    assertSameAsPlain(List.of(first, second, first, third, third));
  }

  @Property
  void objectsOfTheSameNamesAreThoseOfThePlainWriter(
      @ForAll @Size(min = 1, max = 40) List<@Size(70) List<Byte>> objects) {
    assertSameAsPlain(
        objects.stream()
            .map(
                values ->
                    IntStream.range(0, values.size())
                        .mapToObj(i -> new Field("n" + i, i % 2, Math.max(0, values.get(i))))
                        .toList())
            .toList());
  }

  @Test
  void anObjectWithoutFieldsIsEmpty() {
    assertSameAsPlain(List.of(List.of(), List.of(new Field("a", 0, 0)), List.of()));
  }

  private static void assertSameAsPlain(List<List<Field>> objects) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    JsonFields expected = new JsonFields(plain);
    ByteArrayOutputStream recurring = new ByteArrayOutputStream();
    JsonFields actual = new JsonFields(recurring);
    for (List<Field> object : objects) {
      expected.begin();
      object.forEach(field -> field.visit(expected));
      expected.end();
      actual.begin();
      RecurringFields fields = actual.recurring();
      fields.begin();
      object.forEach(field -> field.visit(fields));
      fields.end();
      actual.end();
    }
    expected.flush();
    actual.flush();
    assertEquals(
        plain.toString(StandardCharsets.US_ASCII), recurring.toString(StandardCharsets.US_ASCII));
  }
}
