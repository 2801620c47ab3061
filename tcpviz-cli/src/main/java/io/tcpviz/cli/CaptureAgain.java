// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.replay.SegmentSink;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.detect.SegmentReplay;
import java.io.IOException;
import java.util.List;

/** Captures that were analysed, read once more for the segments of a page, with a word if not. */
final class CaptureAgain implements SegmentSource {
  private final Host host;
  private final Console console;
  private final Sources sources;
  private final CaptureProvider provider;
  private final List<Long> frames;
  private final Tunnels tunnels;

  /**
   * Reads nothing yet.
   *
   * @param sources the captures, in the order given to the analysis
   * @param frames how many frames the analysis read of each
   * @param tunnels the choice that it was made with
   */
  CaptureAgain(
      Host host,
      Console console,
      Sources sources,
      CaptureProvider provider,
      List<Long> frames,
      Tunnels tunnels) {
    this.host = host;
    this.console = console;
    this.sources = sources;
    this.provider = provider;
    this.frames = frames;
    this.tunnels = tunnels;
  }

  /** The captures, from their beginnings. */
  @FunctionalInterface
  interface Sources {
    /**
     * Looks for them.
     *
     * @throws IOException if one is not at hand; the message is for the user
     */
    List<CaptureSource> find() throws IOException;
  }

  @Override
  public void read(List<ConnectionBeginning> beginnings, SegmentSink sink) throws IOException {
    try {
      new SegmentReplay(this::open, tunnels).read(beginnings, sink);
    } catch (IOException e) {
      if (!host.stop().isRequested()) { // else it was said already
        console.warning(e.getMessage() + "; the page shows no segments");
      }
      throw e;
    }
  }

  private CaptureReader open() throws IOException {
    return new SameCapture(Captures.open(sources.find(), provider), frames, host.stop());
  }
}
