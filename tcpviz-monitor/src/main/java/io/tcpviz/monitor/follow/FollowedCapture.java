// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureReader;
import java.util.List;

/**
 * A capture that may grow while it is read. {@link #next} waits for frames that are not written
 * yet; it returns false when the {@link io.tcpviz.core.capture.IdleListener} given at opening ends
 * the wait, or when nothing can come any more.
 *
 * <p>Files are counted in the order in which they are read, without end; {@link #info} describes
 * the last of them singly and all before as one, so its files are not indexed by {@link
 * io.tcpviz.core.capture.Frame#source()}: {@link #fileName} tells their names.
 */
public interface FollowedCapture extends CaptureReader {
  /** The most files that can be asked for by {@link #fileName}, the last ones. */
  int KNOWN_FILES = 4_096;

  /**
   * The name of a file.
   *
   * @param source as in {@link io.tcpviz.core.capture.Frame#source()}
   * @return "" for one that is no longer known
   */
  String fileName(int source);

  /**
   * A file as it can be known again, by another process too.
   *
   * @param source as in {@link io.tcpviz.core.capture.Frame#source()}
   * @return null for one that is no longer known, and for what cannot be read again
   */
  default @Nullable FollowedFile file(int source) {
    return null;
  }

  /** Whether frames come from files that follow each other, so that a frame's number needs one. */
  boolean hasManyFiles();

  /** Octets written but not read yet, as far as is known. */
  long octetsBehind();

  /** What was lost since the last call: written by the capture, gone before it was read. */
  List<CaptureLoss> losses();

  /**
   * What was found since the last call to be damaged: files that are no captures, and those that
   * are over and do not end as they should. Of a capture that is a single stream only {@link #info}
   * tells.
   */
  default List<CaptureDamage> damages() {
    return List.of();
  }
}
