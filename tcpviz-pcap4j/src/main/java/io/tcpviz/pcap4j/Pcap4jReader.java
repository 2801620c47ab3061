// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * Reads a file through a handle of libpcap, which does not tell where in the file it is: positions
 * are those of a pcap with the same frames.
 */
final class Pcap4jReader implements CaptureReader {
  private static final int PCAP_HEADER = 24;
  private static final int PCAP_RECORD_HEADER = 16;
  private static final int PCAPNG_MAJOR_VERSION = 1;
  private static final int MOST_DAMAGES = 16;

  private final String name;
  private final PcapHandle handle;
  private final String format;
  private final int linkType;
  private final int snapLength;
  private final List<CaptureDamage> damages = new ArrayList<>();
  private long position = PCAP_HEADER;
  private long frames;
  private long number;
  private boolean ended;

  Pcap4jReader(String name, PcapHandle handle) throws IOException {
    this.name = name;
    this.handle = handle;
    try {
      format = handle.getMajorVersion() == PCAPNG_MAJOR_VERSION ? "pcapng" : "pcap";
      linkType = PcapTerms.linkType(handle);
      snapLength = handle.getSnapshot();
    } catch (NotOpenException e) {
      throw Libpcap.closed(e);
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (!ended) {
      try {
        byte[] octets = handle.getNextRawPacketEx();
        position += PCAP_RECORD_HEADER + octets.length;
        frame.setBytes(octets, 0, octets.length, handle.getOriginalLength());
        frame.setOrigin(PcapTerms.nanos(handle.getTimestamp()), linkType, ++number, 0);
        frames++;
        return true;
      } catch (EOFException end) {
        ended = true;
      } catch (PcapNativeException e) {
        note(PcapTerms.said(e));
        ended = true;
      } catch (TimeoutException e) {
        throw new IllegalStateException(e); // a file does not keep its reader waiting
      } catch (IllegalArgumentException e) {
        // thrown by pcap4j for a time whose part below the second is a second or more
        number++;
        note("frame " + number + " is stamped with a time that pcap4j cannot express");
      } catch (NotOpenException e) {
        throw Libpcap.closed(e);
      }
    }
    return false;
  }

  @Override
  public CaptureInfo info() {
    CaptureInterface only = new CaptureInterface(null, linkType, snapLength, frames, -1);
    return new CaptureInfo(
        "pcap4j", List.of(new CaptureFile(name, format, frames, List.of(only), damages)));
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    handle.close();
  }

  private void note(String reason) {
    if (damages.size() < MOST_DAMAGES) {
      damages.add(new CaptureDamage(name, position, reason));
    }
  }
}
