// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Those files of a directory whose names say that they are part of the capture. */
final class FileSet implements Target {
  /** Names as capturing programs give them, also with a number behind, and packed. */
  private static final Pattern CAPTURE =
      Pattern.compile(
          "(?i)(.+\\.(pcap|pcapng|cap|ntar|trace|trc|dmp|dump|snoop)[-._]?\\d*"
              + "|.+_\\d{5}_\\d{14})"
              + "(\\.(gz|zst|lz4))?");

  private final Path directory;
  private final Predicate<String> isPart;

  private FileSet(Path directory, Predicate<String> isPart) {
    this.directory = directory;
    this.isPart = isPart;
  }

  /** The captures of a directory, but for hidden and temporary files. */
  static FileSet of(Path directory) {
    return new FileSet(directory, name -> !name.startsWith(".") && CAPTURE.matcher(name).matches());
  }

  /**
   * The files that match a glob; hidden ones if its last name begins with a dot.
   *
   * @throws IOException if there is no such directory
   * @throws IllegalArgumentException if it is no pattern, or has wildcards in a directory's name
   */
  static FileSet ofGlob(String glob) throws IOException {
    int name = glob.lastIndexOf('/') + 1;
    String pattern = glob.substring(name);
    if (hasWildcards(glob.substring(0, name))) {
      throw new IllegalArgumentException(glob + ": wildcards can stand in the last name only");
    }
    Path directory = Path.of(name == 0 ? "." : glob.substring(0, name));
    checkDirectory(directory);
    PathMatcher matcher = matcher(glob, pattern);
    boolean withHidden = pattern.startsWith(".");
    return new FileSet(
        name == 0 ? Path.of("") : directory,
        file -> (withHidden || !file.startsWith(".")) && matcher.matches(Path.of(file)));
  }

  private static PathMatcher matcher(String glob, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(glob + ": not a pattern: " + e.getDescription(), e);
    }
  }

  /** Throws if there is no such directory. */
  static void checkDirectory(@Nullable Path directory) throws NoSuchFileException {
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(String.valueOf(directory), null, "no such directory");
    }
  }

  static boolean hasWildcards(String text) {
    return text.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0);
  }

  @Override
  public List<Path> list() throws IOException {
    return Directory.list(directory, this::concerns);
  }

  @Override
  public List<Path> siblings(boolean hasCome) {
    return List.of();
  }

  @Override
  public Set<Path> directories() {
    return Set.of(directory);
  }

  @Override
  public boolean concerns(Path file) {
    Path name = file.getFileName();
    return name != null && isPart.test(name.toString());
  }

  @Override
  public boolean isMeant(Path file) {
    return true;
  }
}
