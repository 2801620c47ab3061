// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.replay.SegmentSink;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.detect.internal.Incarnations;
import java.io.IOException;
import java.util.List;

/**
 * Reads a capture again after its analysis and gives each segment to the connection that the
 * analysis gave it to. It decodes, and looks for the connection, but judges nothing; per segment it
 * allocates nothing.
 *
 * <p>Connections that an analysis only counted, a lone SYN each, get no segment.
 */
public final class SegmentReplay implements SegmentSource {
  private final Opening capture;
  private final Tunnels tunnels;

  /**
   * A replay of a capture.
   *
   * @param capture opens it, its files in the same order as for the analysis
   * @param tunnels the choice that the analysis was made with
   */
  public SegmentReplay(Opening capture, Tunnels tunnels) {
    this.capture = capture;
    this.tunnels = tunnels;
  }

  /** Opens a capture at its first frame. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens it.
     *
     * @throws IOException if it cannot be read
     */
    CaptureReader open() throws IOException;
  }

  @Override
  public void read(List<ConnectionBeginning> beginnings, SegmentSink sink) throws IOException {
    Incarnations incarnations = new Incarnations(beginnings);
    SegmentDecoder decoder = new SegmentDecoder(tunnels);
    TcpSegment segment = new TcpSegment();
    Frame frame = new Frame();
    try (CaptureReader reader = capture.open()) {
      while (reader.next(frame)) {
        if (decoder.decode(frame, segment)) {
          int connection = incarnations.find(segment);
          if (connection != Incarnations.NONE) {
            sink.segment(connection, incarnations.isFromClient(connection, segment), segment);
          }
        }
      }
    }
  }
}
