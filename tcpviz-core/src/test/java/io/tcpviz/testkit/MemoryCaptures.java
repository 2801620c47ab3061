// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backend whose captures are lists of frames, found by the name of their source. It overwrites
 * the octets that it lent when it is asked for the next frame, and counts the readers that are
 * open.
 */
public final class MemoryCaptures implements CaptureProvider {
  private final Map<String, List<Frame>> captures = new HashMap<>();
  private final Map<String, String> damages = new HashMap<>();
  private int open;
  private int mostOpen;

  /** Adds a capture. */
  public MemoryCaptures with(String name, List<Frame> frames) {
    captures.put(name, frames);
    return this;
  }

  /** Adds a capture that is damaged behind its last frame. */
  public MemoryCaptures withDamaged(String name, List<Frame> frames, String reason) {
    damages.put(name, reason);
    return with(name, frames);
  }

  /** Readers that were opened and not closed. */
  public int open() {
    return open;
  }

  /** Most readers that were ever open together. */
  public int mostOpen() {
    return mostOpen;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public CaptureReader open(CaptureSource source) throws IOException {
    List<Frame> frames = captures.get(source.name());
    if (frames == null) {
      throw new CaptureException(source.name(), 0, "no such list");
    }
    open++;
    mostOpen = Math.max(mostOpen, open);
    return new Reader(source.name(), frames);
  }

  private final class Reader implements CaptureReader {
    private final String name;
    private final List<Frame> frames;
    private byte[] lent = {};
    private int read;
    private boolean ended;
    private boolean closed;

    Reader(String name, List<Frame> frames) {
      this.name = name;
      this.frames = frames;
    }

    @Override
    public boolean next(Frame frame) {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      Arrays.fill(lent, (byte) 0xEE);
      ended = read == frames.size();
      if (ended) {
        return false;
      }
      Frame kept = frames.get(read++);
      lent = kept.bytes().clone();
      frame.setBytes(lent, kept.offset(), kept.capturedLength(), kept.originalLength());
      frame.setOrigin(kept.timestampNanos(), kept.linkType(), read, 0);
      return true;
    }

    @Override
    public CaptureInfo info() {
      String damage = ended ? damages.get(name) : null;
      List<CaptureDamage> found =
          damage == null ? List.of() : List.of(new CaptureDamage(name, position(), damage));
      List<CaptureInterface> interfaces =
          List.of(new CaptureInterface(null, LinkType.ETHERNET, 0, read, -1));
      return new CaptureInfo(
          "memory", List.of(new CaptureFile(name, "list", read, interfaces, found)));
    }

    @Override
    public long position() {
      return frames.stream().limit(read).mapToLong(Frame::capturedLength).sum();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
      }
    }
  }
}
