// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.util.List;

/**
 * What a reader knows of its capture.
 *
 * @param backend name of the provider that reads it
 * @param files the files that make it up, in the order given; {@link Frame#source()} indexes them
 */
public record CaptureInfo(String backend, List<CaptureFile> files) {
  /** Copies the list. */
  public CaptureInfo {
    files = List.copyOf(files);
  }

  /** Frames read so far from all files. */
  public long frames() {
    return files.stream().mapToLong(CaptureFile::frames).sum();
  }

  /** Frames left out because another file of the capture holds the same record. */
  public long repeatedFrames() {
    return files.stream().mapToLong(CaptureFile::repeatedFrames).sum();
  }

  /** All damages of all files, in order. */
  public List<CaptureDamage> damages() {
    return files.stream().flatMap(file -> file.damages().stream()).toList();
  }
}
