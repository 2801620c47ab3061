// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a table in the order in which they come, as octets: some numbers, then the further fields
 * of the row. They wait here until all are known and can be put in order.
 */
final class RowStore {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final int heads;
  private final int longest;
  private final Shapes shapes = new Shapes();
  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] chunk = {};
  private int count;
  private int[] starts = new int[64]; // chunk and place in it
  private int rows;

  /**
   * No rows.
   *
   * @param heads how many numbers a row has besides its further fields
   */
  RowStore(int heads) {
    this.heads = heads;
    this.longest = (heads + 1 + Fields.MOST) * Varints.LONGEST;
  }

  /** Appends a row. */
  void add(long[] head, Fields fields) {
    if (count + longest > chunk.length) {
      chunk = new byte[CHUNK];
      chunks.add(chunk);
      count = 0;
    }
    if (rows == starts.length) {
      starts = Arrays.copyOf(starts, rows * 2);
    }
    starts[rows++] = chunks.size() - 1 << CHUNK_BITS | count;
    for (int i = 0; i < heads; i++) {
      signed(head[i]);
    }
    Shapes.Shape shape = shapes.of(fields);
    signed(shape.number());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.type(i).stored()) {
        signed(fields.value(i));
      }
    }
  }

  private void signed(long value) {
    count = Varints.put(chunk, count, value << 1 ^ value >> 63);
  }

  int rows() {
    return rows;
  }

  /** A reader of the rows that are there. */
  Reader reader() {
    return new Reader();
  }

  /** Reads rows in any order. */
  final class Reader {
    private final long[] head = new long[heads];
    private byte[] octets = {};
    private int at;

    /** The numbers of {@code row}, lent until the next call. */
    long[] head(int row) {
      octets = chunks.get(starts[row] >>> CHUNK_BITS);
      at = starts[row] & CHUNK - 1;
      for (int i = 0; i < heads; i++) {
        head[i] = signed();
      }
      return head;
    }

    /** The shape of the row whose numbers were read last; the values of its fields come next. */
    Shapes.Shape shape() {
      return shapes.shape((int) signed());
    }

    /** The value of the next field of the row that has one. */
    long value() {
      return signed();
    }

    private long signed() {
      long folded = octets[at++];
      if (folded < 0) {
        folded &= 0x7F;
        for (int shift = 7; ; shift += 7) {
          byte octet = octets[at++];
          folded |= (long) (octet & 0x7F) << shift;
          if (octet >= 0) {
            break;
          }
        }
      }
      return folded >>> 1 ^ -(folded & 1);
    }
  }
}
