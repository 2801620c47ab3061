// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.util.Arrays;

/**
 * Writes the fields of objects that present the same names in the same order each time, and mostly
 * the value 0. All of them with the value 0 are kept as they stand in an object; what lies between
 * two other values, names and zeros, is copied at once. Whatever comes in another order is written
 * correctly and slowly.
 *
 * <p>Numbers are collected first and then written in a loop. Writing each where it is presented
 * would make the compiler put the whole of it into an object's code as often as it has fields, for
 * which it takes a quarter of a second longer.
 */
final class RecurringFields extends NamedValues {
  private String[] names = new String[32];
  private int[] values = new int[names.length]; // where the 0 of each field stands in zeros
  private byte[] zeros = {};
  private int known; // fields in zeros
  private int next; // field whose turn it is
  private int copied; // octets of zeros that are written, or replaced by another value

  // Numbers that are not 0 and not written yet: where they go, and what they are.
  private int[] places = new int[names.length];
  private long[] numbers = new long[names.length];
  private boolean[] millionths = new boolean[names.length];
  private int collected;

  /** Writes between what the caller writes itself. */
  RecurringFields(JsonOctets json) {
    super(json);
  }

  /** Begins the fields of the next object; it was opened and is empty. */
  void begin() {
    next = 0;
    copied = 0;
    collected = 0;
  }

  /** Writes the rest of the fields of an object, which is closed next. */
  void end() {
    writeCollected();
    json.octets(zeros, copied, endOfPrevious() - copied);
  }

  @Override
  public void number(String name, long value) {
    collect(name, value, false);
  }

  @Override
  public void millis(String name, long nanos) {
    collect(name, nanos, true);
  }

  @Override
  void name(String name) {
    writeCollected();
    copyUpTo(place(name));
  }

  private void collect(String name, long value, boolean inMillionths) {
    int place = place(name);
    if (value != 0) {
      places[collected] = place;
      numbers[collected] = value;
      millionths[collected] = inMillionths;
      collected++;
    }
  }

  private void writeCollected() {
    for (int i = 0; i < collected; i++) {
      copyUpTo(places[i]);
      if (millionths[i]) {
        json.millionths(numbers[i]);
      } else {
        json.number(numbers[i]);
      }
    }
    collected = 0;
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
      grow();
    }
    names[next] = name;
    values[next] = value;
    known = next + 1;
  }

  private void grow() {
    names = Arrays.copyOf(names, 2 * next);
    values = Arrays.copyOf(values, 2 * next);
    places = Arrays.copyOf(places, 2 * next);
    numbers = Arrays.copyOf(numbers, 2 * next);
    millionths = Arrays.copyOf(millionths, 2 * next);
  }
}
