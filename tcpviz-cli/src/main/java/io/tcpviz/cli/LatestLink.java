// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A symbolic link that points at the newest file of a directory. */
final class LatestLink {
  private final Path directory;
  private final String pattern;
  private final Path link;
  private @Nullable Path target;

  /**
   * Nothing is linked yet.
   *
   * @param directory where the files are
   * @param pattern the glob that their names match
   * @param link the link to keep
   */
  LatestLink(Path directory, String pattern, Path link) {
    this.directory = directory;
    this.pattern = pattern;
    this.link = link.toAbsolutePath();
  }

  /**
   * Points the link at the newest file; of files equally new, at the one with the highest name.
   *
   * @return the file, if the link did not point at it before
   */
  Optional<Path> update() throws IOException {
    @Nullable Path newest = newest();
    if (newest == null || newest.equals(target)) {
      return Optional.empty();
    }
    replace(newest);
    target = newest;
    return Optional.of(newest);
  }

  private @Nullable Path newest() throws IOException {
    @Nullable Path newest = null;
    FileTime newestTime = FileTime.fromMillis(Long.MIN_VALUE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
      for (Path file : files) {
        Path candidate = file.toAbsolutePath();
        if (candidate.normalize().equals(link.normalize()) || !Files.isRegularFile(candidate)) {
          continue;
        }
        FileTime time = modified(candidate);
        int order = time.compareTo(newestTime);
        if (newest == null || order > 0 || order == 0 && candidate.compareTo(newest) > 0) {
          newest = candidate;
          newestTime = time;
        }
      }
    }
    return newest;
  }

  /** A file that has just been rotated away is the oldest of all. */
  private static FileTime modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(Long.MIN_VALUE);
    }
  }

  /** Renames a new link over the old one, so that there is a link at every moment. */
  private void replace(Path newest) throws IOException {
    Path temporary =
        link.resolveSibling("." + link.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, newest);
    try {
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
