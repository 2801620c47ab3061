// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * A limit and what leaves it again: a value below four fifths of it, so that one that wavers about
 * the limit is one alert.
 *
 * @param amount the limit, not negative
 * @param strict whether a value must be greater, and not only as great
 */
record Threshold(double amount, boolean strict) {
  static Threshold atLeast(double amount) {
    return new Threshold(amount, false);
  }

  boolean isReached(double value) {
    return strict ? value > amount : value >= amount;
  }

  /** Whether less than what {@code other} needs is enough. */
  boolean isBelow(Threshold other) {
    return amount < other.amount || amount == other.amount && !strict && other.strict;
  }

  /** Whether a level that this limit brought about ends. */
  boolean isLeft(double value) {
    return !isReached(value) && (value * 10 < amount * 8 || amount == 0);
  }
}
