// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.pcap.internal.CaptureFormats;
import java.io.IOException;

/**
 * Reads captures from files and streams without native code. The format of a file is reported as
 *
 * <ul>
 *   <li>{@code pcap}, in either byte order; with {@code (nanosecond)}, {@code (modified)}, {@code
 *       (Nokia)}, {@code (Red Hat 6.1)} or {@code (SuSE 6.3)} behind it where its records are not
 *       the usual ones;
 *   <li>{@code pcapng};
 *   <li>{@code snoop}.
 * </ul>
 *
 * <p>Behind the format of a compressed file stands the compression, as in {@code pcap, gzip}. gzip
 * and lz4 are unpacked here; any other by a {@link io.tcpviz.core.capture.Decompressor} on the
 * path.
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
