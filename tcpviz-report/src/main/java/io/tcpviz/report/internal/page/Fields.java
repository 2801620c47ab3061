// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** Named values of one line, in the order of the file. Reused from line to line. */
final class Fields {
  /** What a value is, and how the page finds it. */
  enum Type {
    /** Nothing is known; no value is stored. */
    NULL('n'),
    /** Yes; no value is stored. */
    TRUE('t'),
    /** No; no value is stored. */
    FALSE('f'),
    /** A whole number. */
    INTEGER('i'),
    /** A number in millionths. */
    DECIMAL('d'),
    /** A text: its number in {@link Strings}. */
    TEXT('s');

    private final char letter;

    Type(char letter) {
      this.letter = letter;
    }

    /** The letter that stands for the type in the page. */
    char letter() {
      return letter;
    }

    /** Whether rows store a value. */
    boolean stored() {
      return this == INTEGER || this == DECIMAL || this == TEXT;
    }
  }

  /** More fields than any event or connection of ours has; further ones of a line are ignored. */
  static final int MOST = 96;

  private final String[] names = new String[MOST];
  private final Type[] types = new Type[MOST];
  private final long[] values = new long[MOST];
  private int size;

  void clear() {
    size = 0;
  }

  void add(String name, Type type, long value) {
    if (size < MOST) {
      names[size] = name;
      types[size] = type;
      values[size++] = value;
    }
  }

  /** Takes the field at {@code index} out. */
  void remove(int index) {
    int behind = size - index - 1;
    System.arraycopy(names, index + 1, names, index, behind);
    System.arraycopy(types, index + 1, types, index, behind);
    System.arraycopy(values, index + 1, values, index, behind);
    size--;
  }

  int size() {
    return size;
  }

  String name(int index) {
    return names[index];
  }

  Type type(int index) {
    return types[index];
  }

  long value(int index) {
    return values[index];
  }

  /** The value of the whole number {@code name}, or {@code otherwise}. */
  long integer(String name, long otherwise) {
    return value(name, Type.INTEGER, otherwise);
  }

  /** The number, in {@link Strings}, of the text {@code name}, or {@code otherwise}. */
  long text(String name, long otherwise) {
    return value(name, Type.TEXT, otherwise);
  }

  /** The value of the decimal or whole number {@code name} in millionths, or {@code otherwise}. */
  long millionths(String name, long otherwise) {
    long whole = value(name, Type.INTEGER, -1);
    return whole >= 0 && whole < Long.MAX_VALUE / 1_000_000
        ? whole * 1_000_000
        : value(name, Type.DECIMAL, otherwise);
  }

  private long value(String name, Type type, long otherwise) {
    for (int i = 0; i < size; i++) {
      if (types[i] == type && names[i].equals(name)) {
        return values[i];
      }
    }
    return otherwise;
  }
}
