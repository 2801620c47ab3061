// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.core.capture.LiveCaptureOptions;
import io.tcpviz.core.capture.LiveCaptureProvider;
import java.io.IOException;
import java.util.List;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/** Captures from interfaces with libpcap, or Npcap on Windows. */
public final class Pcap4jLiveCaptureProvider implements LiveCaptureProvider {
  /** Stateless; made by {@link java.util.ServiceLoader}, which loads nothing of pcap4j yet. */
  public Pcap4jLiveCaptureProvider() {}

  @Override
  public String name() {
    return "pcap4j";
  }

  @Override
  public @Nullable String problem() {
    return Libpcap.problem();
  }

  @Override
  public List<String> interfaces() throws IOException {
    requireLibpcap();
    try {
      return Pcaps.findAllDevs().stream().map(PcapNetworkInterface::getName).toList();
    } catch (PcapNativeException e) {
      throw new IOException("the interfaces cannot be listed: " + PcapTerms.said(e), e);
    }
  }

  @Override
  public CaptureReader open(LiveCaptureOptions options, IdleListener idle) throws IOException {
    requireLibpcap();
    return new LiveReader(options.name(), new LiveOpening(this, options).open(), idle);
  }

  private void requireLibpcap() throws IOException {
    String problem = problem();
    if (problem != null) {
      throw new IOException(problem);
    }
  }
}
