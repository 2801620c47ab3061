// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads capture files with libpcap: those that it reads, no pipes and no compressed ones. Frames
 * are the same as those of the native backend; less is known of where they come from.
 */
public final class Pcap4jCaptureProvider implements CaptureProvider {
  /** Stateless; made by {@link java.util.ServiceLoader}, which loads nothing of pcap4j yet. */
  public Pcap4jCaptureProvider() {}

  @Override
  public String name() {
    return "pcap4j";
  }

  @Override
  public @Nullable String problem() {
    return Libpcap.problem();
  }

  @Override
  public CaptureReader open(CaptureSource source) throws IOException {
    String problem = problem();
    if (problem != null) {
      throw new IOException(problem);
    }
    Path file = source.file();
    if (file == null || Files.exists(file) && !source.isReopenable()) {
      throw new CaptureException(source.name(), 0, "not a file: libpcap cannot read it here");
    }
    source.open().close(); // says better than libpcap what is wrong with the file as such
    return Libpcap.open(source.name(), file);
  }
}
