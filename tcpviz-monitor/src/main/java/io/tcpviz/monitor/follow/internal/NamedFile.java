// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One name, of a file or of a symbolic link: what it stands for changes. */
final class NamedFile implements Target {
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final Path path;
  private Path file;

  NamedFile(Path path) {
    this.path = path.toAbsolutePath();
    file = this.path;
  }

  @Override
  public List<Path> list() throws IOException {
    try {
      file = path.toRealPath();
    } catch (NoSuchFileException e) {
      return List.of(); // between two files, or the link leads nowhere yet
    }
    return List.of(file);
  }

  @Override
  public List<Path> siblings(boolean hasCome) throws IOException {
    Path directory = file.getParent();
    return directory == null
        ? List.of()
        : Directory.list(directory, other -> isAway(other) || hasCome && isLike(other));
  }

  @Override
  public Set<Path> directories() {
    Set<Path> directories = new LinkedHashSet<>();
    add(directories, path.getParent());
    add(directories, file.getParent());
    return directories;
  }

  private static void add(Set<Path> directories, @Nullable Path directory) {
    if (directory != null) {
      directories.add(directory);
    }
  }

  @Override
  public boolean concerns(Path changed) {
    return changed.equals(path) || changed.equals(file);
  }

  @Override
  public boolean isMeant(Path meant) {
    return meant.equals(file);
  }

  /** Renamed away from the name, as a rotation does. */
  private boolean isAway(Path other) {
    return name(other).startsWith(name(path) + ".");
  }

  /** Of the same shape, as another of the same ring. */
  private boolean isLike(Path other) {
    return !other.equals(file)
        && !other.equals(path)
        && shape(name(other)).equals(shape(name(file)));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String shape(String name) {
    return DIGITS.matcher(name).replaceAll("#");
  }
}
