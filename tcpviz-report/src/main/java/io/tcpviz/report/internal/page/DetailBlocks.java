// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The fields that a page needs only for the row that someone looks at. Rows come in blocks that can
 * be decoded alone. A block holds the number of each row's shape, then, field by field, the values
 * of the rows that have it, each as the step from the one before. A shape is the list of a row's
 * fields.
 */
final class DetailBlocks {
  /** Rows of a block. */
  static final int ROWS = 512;

  private final Varints out = new Varints();
  private final Column sizes = new Column("blocks", "i32");
  private final Shapes shapes = new Shapes();
  private final int[] rowShapes = new int[ROWS];
  private final LongUnaryOperator texts;
  private @Nullable Layout[] layouts = new Layout[8]; // by the number of the shape in the store
  private long[][] values = {};
  private int[] counts = {};
  private int rows;

  /**
   * No rows.
   *
   * @param texts gives the texts of the rows the numbers that they have in the page
   */
  DetailBlocks(LongUnaryOperator texts) {
    this.texts = texts;
  }

  /** Appends the row whose further fields come next. */
  void add(RowStore.Reader row) {
    Layout layout = layout(row.shape());
    rowShapes[rows++] = layout.shape;
    for (int i = 0; i < layout.fields.length; i++) {
      long value = row.value();
      keep(layout.fields[i], layout.isText[i] ? texts.applyAsLong(value) : value);
    }
    if (rows == ROWS) {
      flush();
    }
  }

  private Layout layout(Shapes.Shape stored) {
    if (stored.number() >= layouts.length) {
      layouts = Arrays.copyOf(layouts, Math.max(stored.number() + 1, layouts.length * 2));
    }
    Layout known = layouts[stored.number()];
    if (known == null) {
      known = new Layout(shapes.like(stored));
      layouts[stored.number()] = known;
    }
    return known;
  }

  private void keep(int field, long value) {
    if (field >= values.length) {
      counts = Arrays.copyOf(counts, field + 1);
      int before = values.length;
      values = Arrays.copyOf(values, field + 1);
      Arrays.fill(values, before, values.length, new long[0]);
    }
    if (counts[field] == values[field].length) {
      values[field] = Arrays.copyOf(values[field], Math.max(8, counts[field] * 2));
    }
    values[field][counts[field]++] = value;
  }

  private void flush() {
    long before = out.size();
    for (int i = 0; i < rows; i++) {
      out.unsigned(rowShapes[i]);
    }
    for (int field = 0; field < values.length; field++) {
      long last = 0;
      for (int i = 0; i < counts[field]; i++) {
        out.signed(values[field][i] - last);
        last = values[field][i];
      }
      counts[field] = 0;
    }
    sizes.add(out.size() - before);
    rows = 0;
  }

  /** The blocks; nothing can be added after that. */
  Varints finish() {
    if (rows > 0) {
      flush();
    }
    return out;
  }

  /** Octets of each block, uncompressed; complete after {@link #finish}. */
  Column sizes() {
    return sizes;
  }

  /** All fields, in the order of their numbers. */
  List<Shapes.Field> fields() {
    return shapes.fields();
  }

  /** All shapes, in the order of their numbers. */
  List<Shapes.Shape> shapes() {
    return shapes.all();
  }

  /** What to do with the values of rows of one shape. */
  private static final class Layout {
    private final int shape;
    private final int[] fields;
    private final boolean[] isText;

    Layout(Shapes.Shape own) {
      shape = own.number();
      fields = new int[own.storedSize()];
      isText = new boolean[fields.length];
      int count = 0;
      for (int i = 0; i < own.size(); i++) {
        if (own.field(i).type().stored()) {
          isText[count] = own.field(i).type() == Fields.Type.TEXT;
          fields[count++] = own.fieldNumber(i);
        }
      }
    }
  }
}
