// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.internal.PipedCapture;
import io.tcpviz.monitor.follow.internal.RingCapture;
import java.io.IOException;
import java.io.InputStream;

/** Opens captures that are still being written. */
public final class Follow {
  private Follow() {}

  /**
   * Follows a stream to its end. It is read by a thread of its own, a few blocks ahead; whoever
   * writes into it waits while the analysis does not keep up.
   *
   * @param name stands for it in messages
   * @param in closed at its end
   * @param idle asked while nothing comes
   */
  public static FollowedCapture pipe(String name, InputStream in, IdleListener idle) {
    return PipedCapture.open(name, Captures.provider(Captures.NATIVE), () -> in, idle);
  }

  /**
   * Follows files, all that are there, the oldest first, and then what comes. The target is
   *
   * <ul>
   *   <li>a file, which may grow, be replaced or be made anew, and is waited for if only its
   *       directory is there;
   *   <li>a symbolic link, which may move: the file that it led to is read to its end, then what
   *       lies between, then the one that it leads to;
   *   <li>a glob, whose wildcards stand in its last name only, or a directory: a ring of files, in
   *       the order of their first frames;
   *   <li>a named pipe, which is read like any stream.
   * </ul>
   *
   * @param idle asked while nothing comes
   * @throws IOException if the target's directory does not exist or it cannot be opened
   * @throws IllegalArgumentException if it is no pattern, or has wildcards in a directory's name
   */
  public static FollowedCapture open(String target, FollowOptions options, IdleListener idle)
      throws IOException {
    return RingCapture.open(target, options, idle);
  }
}
