// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What is followed: which files it stands for at present. */
interface Target {
  /**
   * Its files, in any order; none while it does not exist.
   *
   * @throws IOException if that cannot be told
   */
  List<Path> list() throws IOException;

  /**
   * Files that may lie between one that was read and what is listed since.
   *
   * @param hasCome whether something is listed that can be read; otherwise only those are told that
   *     cannot be later than what will come
   */
  List<Path> siblings(boolean hasCome) throws IOException;

  /** Directories in which something happens when the files change. */
  Set<Path> directories();

  /** Whether a change of that file in one of the directories can matter. */
  boolean concerns(Path file);

  /** Whether something that is no capture is to be said, or just no part of it. */
  boolean isMeant(Path file);
}
