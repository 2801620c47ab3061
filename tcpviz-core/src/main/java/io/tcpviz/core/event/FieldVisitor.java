// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import java.util.List;

/**
 * Receives named values, so that a record can be written as JSON, shown as text or compared in a
 * test without any of those knowing its type. Names are the stable names of the JSON files.
 */
public interface FieldVisitor {
  /** A count, an amount of octets or a raw sequence number. */
  void number(String name, long value);

  /** A ratio or a rate. */
  void number(String name, double value);

  /** A duration given in nanoseconds, shown in milliseconds with up to six decimals. */
  void millis(String name, long nanos);

  /** A word of a fixed vocabulary, or text of the user's; never text out of packets. */
  void text(String name, String value);

  /** Several such words. */
  void texts(String name, List<String> values);

  /** Yes or no. */
  void truth(String name, boolean value);

  /** A value that is not known. */
  void unknown(String name);

  /** A number, unknown where negative. */
  default void numberOrUnknown(String name, long value) {
    if (value < 0) {
      unknown(name);
    } else {
      number(name, value);
    }
  }

  /** A duration in nanoseconds, unknown where negative. */
  default void millisOrUnknown(String name, long nanos) {
    if (nanos < 0) {
      unknown(name);
    } else {
      millis(name, nanos);
    }
  }
}
