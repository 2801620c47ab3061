// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedCapture;
import java.io.IOException;
import java.util.List;

/** A capture that comes through a pipe. */
public final class PipedCapture implements FollowedCapture {
  private final String name;
  private final CaptureProvider provider;
  private final PipeChannel channel;
  private @Nullable CaptureReader reader; // null until the first frame is asked for

  private PipedCapture(String name, CaptureProvider provider, PipeChannel channel) {
    this.name = name;
    this.provider = provider;
    this.channel = channel;
  }

  /** Begins to read the stream, in a thread of its own, which opens it too. */
  public static FollowedCapture open(
      String name, CaptureProvider provider, PipeOpening opening, IdleListener idle) {
    return new PipedCapture(name, provider, new PipeChannel(name, opening, idle));
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    if (reader == null) {
      reader = provider.open(CaptureSource.of(name, channel));
    }
    return reader.next(frame);
  }

  @Override
  public CaptureInfo info() {
    return reader == null ? new CaptureInfo(provider.name(), List.of()) : reader.info();
  }

  @Override
  public long position() {
    return reader == null ? 0 : reader.position();
  }

  @Override
  public String fileName(int source) {
    return name;
  }

  @Override
  public boolean hasManyFiles() {
    return false;
  }

  @Override
  public long octetsBehind() {
    return channel.waiting();
  }

  @Override
  public List<CaptureLoss> losses() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    if (reader == null) {
      channel.close();
    } else {
      reader.close();
    }
  }
}
