// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The captures of a command that reads them twice. Files are there for a second look; of what can
 * be read only once, a pipe or standard input, a copy is kept until this is closed.
 */
final class KeptCaptures implements Closeable {
  private record Kept(CaptureSource source, @Nullable SpooledChannel copy) {}

  private final List<Kept> captures = new ArrayList<>();

  /**
   * The next capture as it is to be read for the first time.
   *
   * @throws IOException if it cannot be opened
   */
  CaptureSource keep(CaptureSource source) throws IOException {
    if (source.isReopenable()) {
      captures.add(new Kept(source, null));
      return source;
    }
    SpooledChannel copy = new SpooledChannel(source.open());
    captures.add(new Kept(source, copy));
    return CaptureSource.of(source.name(), copy);
  }

  /**
   * All captures once more, from their beginnings.
   *
   * @throws IOException if one could not be kept; the message is for the user
   */
  List<CaptureSource> again() throws IOException {
    List<CaptureSource> sources = new ArrayList<>();
    for (Kept kept : captures) {
      sources.add(kept.copy == null ? kept.source : again(kept.source.name(), kept.copy));
    }
    return sources;
  }

  private static CaptureSource again(String name, SpooledChannel copy) throws IOException {
    try {
      return CaptureSource.of(name, copy.again());
    } catch (IOException e) {
      throw new IOException(name + " could not be copied for a second look: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    for (Kept kept : captures) {
      if (kept.copy != null) {
        kept.copy.discard();
      }
    }
  }
}
