// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the file system tells of the directories of a target. */
final class FileEvents {
  private final WatchService service;
  private final Target target;
  private final Map<WatchKey, Path> directories = new HashMap<>();
  private @Nullable Path reading;
  private boolean isLookWanted;

  private FileEvents(WatchService service, Target target) {
    this.service = service;
    this.target = target;
  }

  /** Null where the file system tells nothing. */
  static @Nullable FileEvents of(Target target) {
    try {
      return new FileEvents(FileSystems.getDefault().newWatchService(), target);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Listens to all directories of the target; where that cannot be, others must look. */
  void listen() {
    directories.keySet().removeIf(key -> !key.isValid());
    for (Path directory : target.directories()) {
      if (!directories.containsValue(directory)) {
        try {
          WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
          directories.put(key, directory);
        } catch (IOException e) {
          // not there, or too many listeners
        }
      }
    }
  }

  /** That file's growth wants no look. */
  void reading(@Nullable Path file) {
    reading = file;
  }

  /**
   * Waits until something happens to the target's files, or so long.
   *
   * @return whether something has happened
   */
  boolean await(long nanos) {
    long until = System.nanoTime() + nanos;
    boolean hasHappened = false;
    try {
      WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
      while (key != null) {
        hasHappened |= hasHappened(key);
        long left = hasHappened ? 0 : Math.max(0, until - System.nanoTime());
        key = service.poll(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    return hasHappened;
  }

  /** Whether something has happened since the last call that wants a look at all files. */
  boolean takeLookWanted() {
    boolean wanted = isLookWanted;
    isLookWanted = false;
    return wanted;
  }

  void close() {
    try {
      service.close();
    } catch (IOException e) {
      // it only listened
    }
  }

  private boolean hasHappened(WatchKey key) {
    Path directory = directories.get(key);
    boolean hasHappened = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      hasHappened |= directory == null || matters(directory, event);
    }
    if (!key.reset()) {
      directories.remove(key);
      isLookWanted = true;
      hasHappened = true;
    }
    return hasHappened;
  }

  private boolean matters(Path directory, WatchEvent<?> event) {
    if (event.kind() == OVERFLOW) {
      isLookWanted = true;
      return true;
    }
    Path file = directory.resolve((Path) event.context());
    if (event.kind() == ENTRY_MODIFY && file.equals(reading)) {
      return true;
    }
    boolean concerns = target.concerns(file);
    isLookWanted |= concerns;
    return concerns;
  }
}
