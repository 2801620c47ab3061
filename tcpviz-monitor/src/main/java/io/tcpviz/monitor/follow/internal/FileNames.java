// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.monitor.follow.FollowedCapture;

/** The names of the last files, counted without end. */
final class FileNames {
  private final String[] names = new String[FollowedCapture.KNOWN_FILES];
  private int count;

  /** Adds the next one, and says its number. */
  int add(String name) {
    names[count % names.length] = name;
    return count++;
  }

  /** The name of that number; "" if it is forgotten, or was never there. */
  String of(int number) {
    boolean isKnown = number >= 0 && number < count && number >= count - names.length;
    return isKnown ? names[number % names.length] : "";
  }

  int count() {
    return count;
  }
}
