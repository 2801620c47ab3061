// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.Arrays;

/**
 * All connections of a page, in the order of their numbers, each with what its events add to it.
 */
final class Connections {
  private final RowStore store;
  private final long[] numbers; // of the rows
  private final int[] stored; // where the rows are in the store
  private final long highest;
  private final EventsByConnection events;

  /**
   * Puts {@code store} in order. Of several rows of one number the first counts. Rows with {@link
   * #provisional} numbers come behind the others.
   */
  Connections(RowStore store, int kinds) {
    this.store = store;
    long[] given = new long[store.rows()];
    RowStore.Reader reader = store.reader();
    long most = -1;
    for (int i = 0; i < given.length; i++) {
      given[i] = reader.head(i)[0];
      most = Math.max(most, given[i]);
    }
    highest = most;
    for (int i = 0; i < given.length; i++) {
      given[i] = settled(given[i]);
    }
    numbers = Arrays.stream(given).sorted().distinct().toArray();
    stored = new int[numbers.length];
    for (int i = given.length - 1; i >= 0; i--) {
      stored[row(given[i])] = i;
    }
    events = new EventsByConnection(numbers.length, kinds);
  }

  /** Stands for the number of the {@code index}th connection that nobody numbered. */
  static long provisional(int index) {
    return -2 - (long) index;
  }

  private long settled(long number) {
    return number < 0 ? highest - 1 - number : number;
  }

  int rows() {
    return numbers.length;
  }

  /** The row of the connection that is called {@code number}, provisionally or not. */
  int rowOf(long number) {
    int row = row(settled(number));
    if (row < 0) {
      throw new IllegalStateException("nobody summed up connection " + number);
    }
    return row;
  }

  /** In most captures a connection's number is its row. */
  private int row(long number) {
    return number >= 0 && number < numbers.length && numbers[(int) number] == number
        ? (int) number
        : Arrays.binarySearch(numbers, number);
  }

  /** What the events say of their connections; complete when all were added. */
  EventsByConnection events() {
    return events;
  }

  /** A reader of the rows. */
  Reader reader() {
    return new Reader();
  }

  /** Reads rows in any order. */
  final class Reader {
    private final RowStore.Reader packed = store.reader();

    /** The connection in {@code row}. */
    Connection connection(int row) {
      Connection connection = new Connection();
      connection.unpack(packed.head(stored[row]));
      connection.number = numbers[row];
      events.addTo(connection, row);
      return connection;
    }

    /** A reader that stands at the further fields of the connection that was read last. */
    RowStore.Reader details() {
      return packed;
    }
  }
}
