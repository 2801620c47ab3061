// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number such as {@code 1.5}; what is infinite or no number is refused. */
final class FiniteConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint.
    }
    throw new TypeConversionException("'" + value + "' is no finite number");
  }
}
