// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;

/** What stood under a name when its file was looked into. */
record Sighting(
    @Nullable Object key,
    long size,
    FileTime modified,
    boolean isFresh,
    Head head,
    boolean isSaid) {
  /** No file system's times are coarser. */
  private static final long COARSEST_SECONDS = 2;

  static Sighting of(BasicFileAttributes attributes, Head head) {
    FileTime modified = attributes.lastModifiedTime();
    Instant settled = Instant.now().minusSeconds(COARSEST_SECONDS);
    boolean isFresh = modified.toInstant().isAfter(settled);
    return new Sighting(attributes.fileKey(), attributes.size(), modified, isFresh, head, false);
  }

  /** The same, whether or not it was said that it is no capture. */
  Sighting said(boolean said) {
    return said == isSaid ? this : new Sighting(key, size, modified, isFresh, head, said);
  }

  /**
   * Whether the file is the same as it was. One that had just been modified may have been modified
   * again without a trace.
   */
  boolean isStill(BasicFileAttributes attributes) {
    return !isFresh
        && size == attributes.size()
        && modified.equals(attributes.lastModifiedTime())
        && Objects.equals(key, attributes.fileKey());
  }
}
