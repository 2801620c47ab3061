// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

/** Refuses to time code that gives a wrong answer. */
final class Gate {
  private Gate() {}

  static void check(String what, long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
    }
  }
}
