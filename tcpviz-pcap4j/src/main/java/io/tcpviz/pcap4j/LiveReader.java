// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;

/**
 * Reads from an interface. Of the ways that pcap4j offers to get at packets, handing over many in
 * one call is by far the quickest: the others make several native objects for each.
 */
final class LiveReader implements CaptureReader {
  private static final int PACKETS_PER_CALL = 256;

  private final String name;
  private final PcapHandle handle;
  private final IdleListener idle;
  private final int linkType;
  private final int snapLength;
  private final Drops drops;
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>(PACKETS_PER_CALL);
  private final RawPacketListener listener;
  private final List<CaptureDamage> damages = new ArrayList<>();
  private long position;
  private long queued;
  private long frames;
  private boolean ended;

  LiveReader(String name, PcapHandle handle, IdleListener idle) throws IOException {
    this.name = name;
    this.handle = handle;
    this.idle = idle;
    linkType = PcapTerms.linkType(handle);
    drops = new Drops(handle);
    listener = this::queue;
    try {
      snapLength = handle.getSnapshot();
    } catch (NotOpenException e) {
      throw Libpcap.closed(e);
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (waiting.isEmpty() && !ended) {
      if (read() == 0) {
        ended = !idle.waitOn() || !Waiting.aLittle();
      }
    }
    Frame next = waiting.poll();
    if (next == null) {
      return false;
    }
    frame.lendFrom(next);
    frames++;
    position += next.capturedLength();
    return true;
  }

  /** Fills the queue with what is there; -1 when nothing can come any more. */
  private int read() throws IOException {
    try {
      return handle.dispatch(PACKETS_PER_CALL, listener);
    } catch (PcapNativeException e) {
      damages.add(new CaptureDamage(name, position, "the capture ended: " + PcapTerms.said(e)));
      ended = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    } catch (NotOpenException e) {
      throw Libpcap.closed(e);
    }
    return -1;
  }

  private void queue(byte[] octets) {
    Frame frame = new Frame();
    frame.setBytes(octets, 0, octets.length, handle.getOriginalLength());
    frame.setOrigin(PcapTerms.nanos(handle.getTimestamp()), linkType, ++queued, 0);
    waiting.add(frame);
  }

  @Override
  public CaptureInfo info() {
    CaptureInterface only = new CaptureInterface(name, linkType, snapLength, frames, drops.total());
    return new CaptureInfo(
        "pcap4j", List.of(new CaptureFile(name, "interface", frames, List.of(only), damages)));
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    handle.close();
  }
}
