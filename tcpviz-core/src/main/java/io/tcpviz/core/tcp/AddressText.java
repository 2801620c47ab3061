// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

/**
 * Takes the text of an address apart. Lenient with zeros, which {@link Endpoint#parse} is not; no
 * name is ever looked up.
 */
final class AddressText {
  private static final int LONGEST = 39; // eight groups of four digits with colons between
  private static final int GROUPS = 8;

  private final String text;
  private long high;
  private long low;

  AddressText(String text) {
    this.text = text;
  }

  /** First eight octets. */
  long high() {
    return high;
  }

  /** Last eight octets. */
  long low() {
    return low;
  }

  /** Reads dotted decimal into the low half; false if it is something else. */
  boolean readIpv4() {
    int parts = 0;
    for (int from = 0; from <= text.length(); parts++) {
      int end = text.indexOf('.', from);
      end = end < 0 ? text.length() : end;
      int part = number(from, end, 3, 10);
      if (part < 0 || part > 255 || parts == 4) {
        return false;
      }
      low = low << 8 | part;
      from = end + 1;
    }
    return parts == 4;
  }

  /** Reads groups of hexadecimal digits, of which one run of zeros may be left out. */
  boolean readIpv6() {
    int gap = text.indexOf("::");
    if (text.length() > LONGEST || gap != text.lastIndexOf("::")) {
      return false;
    }
    if (gap < 0) {
      return groups(0, text.length(), 0) == GROUPS;
    }
    int before = groups(0, gap, 0);
    int behind = gap + 2 == text.length() ? 0 : text.substring(gap + 2).split(":", -1).length;
    return before >= 0
        && before + behind < GROUPS
        && groups(gap + 2, text.length(), GROUPS - behind) == GROUPS;
  }

  /** Reads groups from index {@code group} on; returns the index behind the last, -1 on error. */
  private int groups(int begin, int limit, int group) {
    int next = group;
    for (int from = begin; begin < limit && from <= limit; next++) {
      int end = text.indexOf(':', from);
      end = end < 0 || end > limit ? limit : end;
      int value = number(from, end, 4, 16);
      if (value < 0 || next == GROUPS) {
        return -1;
      }
      put(next, value);
      from = end + 1;
    }
    return next;
  }

  private void put(int group, long value) {
    long shifted = value << (3 - (group & 3)) * 16;
    if (group < 4) {
      high |= shifted;
    } else {
      low |= shifted;
    }
  }

  /** The number in {@code [from, end)}; -1 if it is none or has too many digits. */
  private int number(int from, int end, int mostDigits, int radix) {
    if (end - from < 1 || end - from > mostDigits) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
