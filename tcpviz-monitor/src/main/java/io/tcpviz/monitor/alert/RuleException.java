// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/** A rule that cannot be understood; the message shows where, and says what was expected there. */
public final class RuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int position;

  RuleException(String rule, int position, String expected) {
    super("\"" + printable(rule) + "\": at character " + (position + 1) + ", expected " + expected);
    this.position = position;
  }

  /** Index of the character at which the rule cannot be read on. */
  public int position() {
    return position;
  }

  private static String printable(String rule) {
    return rule.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }
}
