// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.monitor.follow.FollowedFile;

/** The last files, counted without end. */
final class FollowedFiles {
  private final @Nullable FollowedFile[] files = new FollowedFile[FollowedCapture.KNOWN_FILES];
  private int count;

  /** Adds the next one, and says its number. */
  int add(FollowedFile file) {
    files[count % files.length] = file;
    return count++;
  }

  /** The file of that number; null if it is forgotten, or was never there. */
  @Nullable
  FollowedFile of(int number) {
    boolean isKnown = number >= 0 && number < count && number >= count - files.length;
    return isKnown ? files[number % files.length] : null;
  }

  int count() {
    return count;
  }
}
