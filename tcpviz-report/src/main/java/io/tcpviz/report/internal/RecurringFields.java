// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.util.Arrays;

/**
 * Writes the fields of objects that present the same names in the same order each time, and mostly
 * the value 0. All of them with the value 0 are kept as they stand in an object; what lies between
 * two other values, names and zeros, is copied at once. Whatever comes in another order is written
 * correctly and slowly.
 */
final class RecurringFields extends NamedValues {
  private String[] names = new String[32];
  private int[] values = new int[names.length]; // where the 0 of each field stands in zeros
  private byte[] zeros = {};
  private int known; // fields in zeros
  private int next; // field whose turn it is
  private int copied; // octets of zeros that are written, or replaced by another value

  /** Writes between what the caller writes itself. */
  RecurringFields(JsonOctets json) {
    super(json);
  }

  /** Begins the fields of the next object; it was opened and is empty. */
  void begin() {
    next = 0;
    copied = 0;
  }

  /** Writes the rest of the fields of an object, which is closed next. */
  void end() {
    json.octets(zeros, copied, endOfPrevious() - copied);
  }

  @Override
  boolean name(String name, boolean zero) {
    int value = place(name);
    if (!zero) {
      copyUpTo(value);
    }
    return !zero;
  }

  @Override
  void name(String name) {
    copyUpTo(place(name));
  }

  private void copyUpTo(int value) {
    json.octets(zeros, copied, value - copied);
    copied = value + 1;
  }

  /** Where the field whose turn it is stands in zeros, or will. */
  private int endOfPrevious() {
    return next == 0 ? 0 : values[next - 1] + 1;
  }

  private int place(String name) {
    if (next == known || !names[next].equals(name)) {
      learn(name);
    }
    return values[next++];
  }

  /** Takes {@code name} for the one whose turn it is; those behind it are forgotten. */
  private void learn(String name) {
    byte[] encoded = JsonOctets.encodeName(name);
    int skipped = next == 0 ? 1 : 0; // the comma
    int from = endOfPrevious();
    int value = from + encoded.length - skipped;
    zeros = Arrays.copyOf(zeros, value + 1);
    System.arraycopy(encoded, skipped, zeros, from, encoded.length - skipped);
    zeros[value] = '0';
    if (next == names.length) {
      names = Arrays.copyOf(names, 2 * next);
      values = Arrays.copyOf(values, 2 * next);
    }
    names[next] = name;
    values[next] = value;
    known = next + 1;
  }
}
