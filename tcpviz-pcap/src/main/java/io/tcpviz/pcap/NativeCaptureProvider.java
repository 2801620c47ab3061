// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.pcap.internal.CaptureFormats;
import java.io.IOException;

/**
 * Reads pcap and pcapng files and streams without native code. The format of a file is reported as
 *
 * <ul>
 *   <li>{@code pcap}, {@code pcap (nanosecond)} or {@code pcap (modified)}, in either byte order;
 *   <li>{@code pcapng}.
 * </ul>
 */
public final class NativeCaptureProvider implements CaptureProvider {
  /** Stateless; made by {@link java.util.ServiceLoader}. */
  public NativeCaptureProvider() {}

  @Override
  public String name() {
    return Captures.NATIVE;
  }

  @Override
  public CaptureReader open(CaptureSource source) throws IOException {
    return CaptureFormats.open(source);
  }
}
