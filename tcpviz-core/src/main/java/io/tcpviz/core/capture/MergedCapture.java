// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Several captures as one, in time order; frames of the same instant come in the order in which
 * their files were given. Within a file the order of the file stands: where its clock jumps back,
 * frames have their place at the latest time before them. Of a record that several files hold, one
 * is lent; see {@link RepeatedRecords}.
 *
 * <p>Made for the hundreds of files of a rotated ring: each is opened once for the time of its
 * first frame, then again when the merge has come to that time, so that only files that overlap in
 * time are open together.
 */
final class MergedCapture implements CaptureReader {
  private final String backend;
  private final List<MergedFile> files = new ArrayList<>();
  private final PriorityQueue<MergedFile> waiting = new PriorityQueue<>();
  private final RepeatedRecords records = new RepeatedRecords();
  private @Nullable MergedFile lending; // the one whose frame is out; not among those waiting

  private MergedCapture(String backend) {
    this.backend = backend;
  }

  /**
   * Looks into every source. One that is no capture, such as the file of a ring that was just
   * begun, is a damage of the whole.
   *
   * @throws CaptureException if none of them is a capture
   * @throws IOException if one of them cannot be read
   */
  static CaptureReader open(List<CaptureSource> sources, CaptureProvider provider)
      throws IOException {
    MergedCapture merged = new MergedCapture(provider.name());
    try {
      CaptureException refusal = null;
      int refused = 0;
      for (int index = 0; index < sources.size(); index++) {
        MergedFile file = new MergedFile(index, sources.get(index), provider);
        try {
          merged.add(file);
        } catch (CaptureException e) {
          file.refuse(e);
          refusal = refusal == null ? e : refusal;
          refused++;
        }
      }
      if (refusal != null && refused == sources.size()) {
        throw refusal;
      }
      return merged;
    } catch (IOException | RuntimeException e) {
      merged.closeAfter(e);
      throw e;
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    MergedFile file = earliest();
    while (file != null && file.isRepeated(records, isContested(file))) {
      file = earliest();
    }
    if (file == null) {
      return false;
    }
    file.lend(frame);
    return true;
  }

  @Override
  public CaptureInfo info() {
    return new CaptureInfo(backend(), files.stream().map(MergedFile::info).toList());
  }

  @Override
  public long position() {
    long position = 0;
    for (MergedFile file : files) {
      position += file.position();
    }
    return position;
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (MergedFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Names all that read a file. */
  private String backend() {
    String all =
        files.stream()
            .map(MergedFile::backend)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? backend : all;
  }

  /** Steps to the file whose frame is next; null at the end of all. */
  private @Nullable MergedFile earliest() throws IOException {
    MergedFile last = lending;
    lending = null;
    if (last != null && last.advance()) {
      MergedFile rival = waiting.peek();
      if (rival == null || last.compareTo(rival) < 0) {
        lending = last; // most often: files of a ring hardly overlap
      } else {
        waiting.add(last);
      }
    }
    while (lending == null && !waiting.isEmpty()) {
      MergedFile earliest = waiting.remove();
      if (earliest.isOpen()) {
        lending = earliest;
      } else if (earliest.openAgain()) {
        waiting.add(earliest);
      }
    }
    return lending;
  }

  private boolean isContested(MergedFile file) {
    MergedFile rival = waiting.peek();
    return rival != null && rival.isAtInstantOf(file);
  }

  private void add(MergedFile file) throws IOException {
    files.add(file);
    if (file.openFirst()) {
      waiting.add(file);
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
