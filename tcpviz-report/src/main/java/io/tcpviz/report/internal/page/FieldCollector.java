// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.report.internal.JsonFields;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes named values as {@link JsonValues} would read them back from JSON: what has no decimals
 * there is a whole number here.
 */
final class FieldCollector implements FieldVisitor {
  private static final int MILLIONTHS = 6;
  private static final long MILLION = 1_000_000;
  private static final int THOUSAND = 1000;

  private final Fields into;
  private final Strings strings;
  private final String prefix;
  private final Map<String, String> names = new HashMap<>();

  /** Collects into {@code into}; texts go to {@code strings}. */
  FieldCollector(Fields into, Strings strings) {
    this(into, strings, "");
  }

  /** The same, with {@code prefix} before all names. */
  FieldCollector(Fields into, Strings strings, String prefix) {
    this.into = into;
    this.strings = strings;
    this.prefix = prefix;
  }

  @Override
  public void number(String name, long value) {
    into.add(prefixed(name), Fields.Type.INTEGER, value);
  }

  @Override
  public void number(String name, double value) {
    if (!Double.isFinite(value)) {
      unknown(name);
      return;
    }
    BigDecimal rounded = JsonFields.rounded(value);
    try {
      if (rounded.scale() <= 0) {
        number(name, rounded.longValueExact());
      } else {
        long millionths = rounded.movePointRight(MILLIONTHS).longValueExact();
        into.add(prefixed(name), Fields.Type.DECIMAL, millionths);
      }
    } catch (ArithmeticException e) {
      text(name, rounded.toPlainString());
    }
  }

  @Override
  public void millis(String name, long nanos) {
    if (nanos % MILLION == 0) {
      number(name, nanos / MILLION);
    } else {
      into.add(prefixed(name), Fields.Type.DECIMAL, nanos);
    }
  }

  /** A number in thousandths. */
  void thousandths(String name, long value) {
    if (value % THOUSAND == 0) {
      number(name, value / THOUSAND);
    } else {
      into.add(prefixed(name), Fields.Type.DECIMAL, value * THOUSAND);
    }
  }

  @Override
  public void text(String name, String value) {
    into.add(prefixed(name), Fields.Type.TEXT, strings.number(JsonFields.wellFormed(value)));
  }

  @Override
  public void texts(String name, List<String> values) {
    text(name, String.join(", ", values));
  }

  @Override
  public void truth(String name, boolean value) {
    into.add(prefixed(name), value ? Fields.Type.TRUE : Fields.Type.FALSE, 0);
  }

  @Override
  public void unknown(String name) {
    into.add(prefixed(name), Fields.Type.NULL, 0);
  }

  // Interned, as the names are that the parser reads: then comparing them is cheap.
  private String prefixed(String name) {
    return prefix.isEmpty() ? name : names.computeIfAbsent(name, key -> (prefix + key).intern());
  }
}
