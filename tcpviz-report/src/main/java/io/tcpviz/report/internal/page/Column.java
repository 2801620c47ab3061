// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/**
 * A column of whole numbers that the page decodes at once: each as the step from the one before.
 */
final class Column {
  private final String name;
  private final String type;
  private final Varints steps = new Varints();
  private long last;

  /**
   * An empty column.
   *
   * @param type the typed array that holds it in the page: {@code u8}, {@code i32} or {@code f64}
   */
  Column(String name, String type) {
    this.name = name;
    this.type = type;
  }

  void add(long value) {
    steps.signed(value - last);
    last = value;
  }

  String name() {
    return name;
  }

  String type() {
    return type;
  }

  Varints encoded() {
    return steps;
  }
}
