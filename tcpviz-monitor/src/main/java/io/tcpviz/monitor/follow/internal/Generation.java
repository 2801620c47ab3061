// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.monitor.follow.FollowedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * One capture among the files of a ring. Files are overwritten and renamed; a generation is what
 * one of them holds from its first frame on, until something else stands there.
 */
final class Generation implements Comparable<Generation> {
  /**
   * By what a generation is known.
   *
   * @param firstNanos time of its first frame
   * @param fingerprint of that frame
   * @param key of the file, where the frame does not tell it from others: because it has no time,
   *     or another file beside it begins alike
   */
  record Identity(long firstNanos, long fingerprint, @Nullable Object key) {}

  private final Identity identity;
  private final Head head;
  private final FileTime modified;
  private final String firstName;
  private Path path;
  private long size;
  private long readSize = Long.MAX_VALUE; // octets that it had when it had been read
  private int lastLook;
  private @Nullable Object key;
  private @Nullable Object keyAtPath;
  private @Nullable FileChannel channel;

  Generation(Identity identity, Path path, Sighting sighting, int look) {
    this.path = path;
    head = sighting.head();
    this.identity = identity;
    modified = sighting.modified();
    firstName = path.toString();
    size = sighting.size();
    lastLook = look;
    key = sighting.key();
    keyAtPath = key;
  }

  static Identity identity(Sighting sighting) {
    Head head = sighting.head();
    return new Identity(
        head.firstNanos(), head.fingerprint(), head.firstNanos() == 0 ? sighting.key() : null);
  }

  /** That of a file which only begins like another one. */
  static Identity identityApart(Sighting sighting) {
    Head head = sighting.head();
    return new Identity(head.firstNanos(), head.fingerprint(), sighting.key());
  }

  /** By the time of the first frame; where that is the same, by time of modification and name. */
  @Override
  public int compareTo(Generation other) {
    int order = Long.compare(head.firstNanos(), other.head.firstNanos());
    order = order == 0 ? modified.compareTo(other.modified) : order;
    order = order == 0 ? firstName.compareTo(other.firstName) : order;
    return order == 0 ? Long.compare(identity.fingerprint(), other.identity.fingerprint()) : order;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Generation generation && identity.equals(generation.identity);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  Identity identity() {
    return identity;
  }

  Head head() {
    return head;
  }

  /** As it can be known again, by that name. */
  FollowedFile file(String name) {
    return new FollowedFile(name, identity.firstNanos(), identity.fingerprint());
  }

  /** Where it was seen last. */
  Path path() {
    return path;
  }

  /** Octets that it was seen to have. */
  long size() {
    return size;
  }

  /**
   * Notes that it was seen there. The first place of a look counts, unless its own file is seen at
   * another one: what has the same first frame may be a copy.
   */
  void seen(Path where, Sighting sighting, int look) {
    boolean isOwn = Objects.equals(key, sighting.key());
    if (lastLook != look || isOwn && !isOwnFile()) {
      lastLook = look;
      path = where;
      keyAtPath = sighting.key();
      size = sighting.size();
    }
  }

  /** Whether its own file is at its place, and not a copy of it. */
  boolean isOwnFile() {
    return Objects.equals(key, keyAtPath);
  }

  /** The file at its place is its own from here on. */
  void adopt() {
    key = keyAtPath;
  }

  /** It has been read to its end. */
  void read(long octets) {
    readSize = octets;
  }

  /** Octets that have come since it was read, or since the last call. */
  long takeLate() {
    long late = isOwnFile() ? Math.max(0, size - readSize) : 0;
    readSize += late;
    return late;
  }

  boolean isSeenIn(int look) {
    return lastLook == look;
  }

  /** Whether its file is still there: under its name, or open. Opens and closes nothing for it. */
  boolean isThere() {
    boolean wasOpen = channel != null;
    boolean isThere = open();
    if (!wasOpen) {
      close();
    }
    return isThere;
  }

  /**
   * Opens its file, if that still holds it.
   *
   * @return whether it does
   */
  boolean open() {
    try {
      if (channel == null) {
        channel = FileChannel.open(path);
      }
      if (head.isStill(channel)) {
        return true;
      }
    } catch (IOException e) {
      // gone, or no longer readable: the same for us
    }
    close();
    return false;
  }

  /** The open file, for a reader that closes it. */
  FileChannel takeChannel() {
    FileChannel taken = channel;
    if (taken == null) {
      throw new IllegalStateException(path + " is not open");
    }
    channel = null;
    return taken;
  }

  /** Closes the file, if it is open. */
  void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // nothing was written that could be lost
      }
    }
  }
}
