// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.util.Arrays;

/** What is to happen, in the order of time: a binary heap. */
final class Agenda {
  private Happening[] heap = new Happening[1024];
  private int size;
  private long planned;
  private long now;

  /** The time of what happens now, in nanoseconds since the epoch. */
  long now() {
    return now;
  }

  void start(long nanos) {
    now = nanos;
  }

  void plan(long nanos, Happening happening) {
    happening.nanos = nanos;
    happening.order = planned++;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int hole = size++;
    while (hole > 0 && isBefore(happening, heap[(hole - 1) >> 1])) {
      heap[hole] = heap[(hole - 1) >> 1];
      hole = (hole - 1) >> 1;
    }
    heap[hole] = happening;
  }

  void plan(long nanos, Runnable action) {
    plan(
        nanos,
        new Happening() {
          @Override
          void happen() {
            action.run();
          }
        });
  }

  /** Lets everything happen, also what is planned meanwhile. */
  void run() {
    while (size > 0) {
      Happening first = heap[0];
      Happening last = heap[--size];
      heap[size] = null;
      if (size > 0) {
        sink(last);
      }
      now = first.nanos;
      first.happen();
    }
  }

  private void sink(Happening last) {
    int hole = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], last)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
      child = 2 * hole + 1;
    }
    heap[hole] = last;
  }

  private static boolean isBefore(Happening one, Happening other) {
    return one.nanos != other.nanos ? one.nanos < other.nanos : one.order < other.order;
  }
}
