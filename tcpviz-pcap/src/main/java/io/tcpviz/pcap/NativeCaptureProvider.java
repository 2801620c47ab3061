// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import java.io.IOException;

/** Reads pcap and pcapng files and streams without native code. */
public final class NativeCaptureProvider implements CaptureProvider {
  /** Stateless; made by {@link java.util.ServiceLoader}. */
  public NativeCaptureProvider() {}

  @Override
  public String name() {
    return "native";
  }

  @Override
  public CaptureReader open(CaptureSource source) throws IOException {
    throw new IOException("not yet: " + source.name());
  }
}
