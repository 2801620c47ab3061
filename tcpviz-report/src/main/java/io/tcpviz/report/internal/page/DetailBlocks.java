// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that a page needs only for the row that someone looks at. Rows come in blocks that can
 * be decoded alone. A block holds the number of each row's shape, then, field by field, the values
 * of the rows that have it, each as the step from the one before. A shape is the list of a row's
 * fields.
 */
final class DetailBlocks {
  /** Rows of a block. */
  static final int ROWS = 512;

  /** Distinct fields of a table at most; what a file invents beyond them is left out. */
  static final int MOST_FIELDS = 512;

  /** A name with the type of its values. */
  record Field(String name, Fields.Type type) {}

  private final Varints out = new Varints();
  private final Column sizes = new Column("blocks", "i32");
  private final Map<Field, Integer> fields = new LinkedHashMap<>();
  private final Map<List<Integer>, Integer> shapes = new LinkedHashMap<>();
  private final int[] rowShapes = new int[ROWS];
  private final List<long[]> values = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private int rows;

  /** Appends a row. */
  void add(Fields row) {
    List<Integer> shape = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      int field = fieldNumber(new Field(row.name(i), row.type(i)));
      if (field >= 0) {
        shape.add(field);
        keep(field, row, i);
      }
    }
    rowShapes[rows++] = shapes.computeIfAbsent(shape, unused -> shapes.size());
    if (rows == ROWS) {
      flush();
    }
  }

  private int fieldNumber(Field field) {
    Integer known = fields.get(field);
    if (known == null && fields.size() == MOST_FIELDS) {
      return -1;
    }
    if (known == null) {
      known = fields.size();
      fields.put(field, known);
      values.add(new long[0]);
      counts.add(0);
    }
    return known;
  }

  private void keep(int field, Fields row, int index) {
    if (!row.type(index).stored()) {
      return;
    }
    int count = counts.get(field);
    if (count == values.get(field).length) {
      values.set(field, Arrays.copyOf(values.get(field), Math.max(8, count * 2)));
    }
    values.get(field)[count] = row.value(index);
    counts.set(field, count + 1);
  }

  private void flush() {
    long before = out.size();
    for (int i = 0; i < rows; i++) {
      out.unsigned(rowShapes[i]);
    }
    for (int field = 0; field < values.size(); field++) {
      long last = 0;
      for (int i = 0; i < counts.get(field); i++) {
        out.signed(values.get(field)[i] - last);
        last = values.get(field)[i];
      }
      counts.set(field, 0);
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
  Set<Field> fields() {
    return fields.keySet();
  }

  /** All shapes, in the order of their numbers. */
  Set<List<Integer>> shapes() {
    return shapes.keySet();
  }
}
