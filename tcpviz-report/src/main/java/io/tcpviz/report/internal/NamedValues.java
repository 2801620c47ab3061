// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.event.FieldVisitor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Writes named values as fields of a JSON object; how their names are written is left open. */
abstract class NamedValues implements FieldVisitor {
  private static final int RATIO_DECIMALS = 6;

  /** Takes names and values. */
  final JsonOctets json;

  NamedValues(JsonOctets json) {
    this.json = json;
  }

  /** Writes the name of a field; its value comes next. */
  abstract void name(String name);

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
  static BigDecimal rounded(double value) {
    return new BigDecimal(value)
        .setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros();
  }

  @Override
  public void millis(String name, long nanos) {
    name(name);
    json.millionths(nanos);
  }

  @Override
  public void text(String name, String value) {
    name(name);
    json.text(value);
  }

  @Override
  public void texts(String name, List<String> values) {
    name(name);
    json.open('[');
    for (int i = 0; i < values.size(); i++) {
      json.text(values.get(i));
    }
    json.close(']');
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
}
