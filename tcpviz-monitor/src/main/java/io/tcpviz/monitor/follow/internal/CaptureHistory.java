// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInterface;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The files of a capture without end: the last ones singly, all before them as one. */
final class CaptureHistory {
  /** Files that are told singly. */
  static final int KEPT = 64;

  private final Deque<CaptureFile> last = new ArrayDeque<>();
  private long earlierFiles;
  private long earlierFrames;
  private long earlierDropped = -1;

  void add(CaptureFile file) {
    last.addLast(file);
    if (last.size() > KEPT) {
      CaptureFile eldest = last.removeFirst();
      earlierFiles++;
      earlierFrames += eldest.frames();
      for (CaptureInterface captured : eldest.interfaces()) {
        if (captured.dropped() >= 0) {
          earlierDropped = Math.max(0, earlierDropped) + captured.dropped();
        }
      }
    }
  }

  /** A file of which nothing is read. */
  void addRefused(CaptureDamage damage) {
    add(new CaptureFile(damage.source(), "", 0, List.of(), List.of(damage)));
  }

  /** All so far, and the one that is being read. */
  List<CaptureFile> with(@Nullable CaptureFile current) {
    List<CaptureFile> files = new ArrayList<>();
    if (earlierFiles > 0) {
      CaptureInterface all = new CaptureInterface(null, 0, 0, earlierFrames, earlierDropped);
      files.add(
          new CaptureFile(
              earlierFiles + " earlier files", "", earlierFrames, List.of(all), List.of()));
    }
    files.addAll(last);
    if (current != null) {
      files.add(current);
    }
    return files;
  }
}
