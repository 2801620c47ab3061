// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options whose value is one of a few words. */
final class Words {
  private Words() {}

  /** Reads one of the given constants, each written as its {@code toString()}. */
  static <E extends Enum<E>> ITypeConverter<E> oneOf(E[] constants) {
    return word ->
        Arrays.stream(constants)
            .filter(constant -> constant.toString().equals(word))
            .findFirst()
            .orElseThrow(() -> unexpected(word, Arrays.toString(constants)));
  }

  /** Reads a flag; variables are often set to 1. */
  static Boolean yesOrNo(String word) {
    if (List.of("true", "1").contains(word)) {
      return true;
    }
    if (List.of("false", "0").contains(word)) {
      return false;
    }
    throw unexpected(word, "[true, false, 1, 0]");
  }

  private static TypeConversionException unexpected(String word, String expected) {
    return new TypeConversionException("expected one of " + expected + " but was '" + word + "'");
  }
}
