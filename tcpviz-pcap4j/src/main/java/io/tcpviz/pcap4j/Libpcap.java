// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Path;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** The library of the system. */
final class Libpcap {
  private static final @Nullable String PROBLEM = load();

  private Libpcap() {}

  /** Why the library is of no use here; null if it is. */
  static @Nullable String problem() {
    return PROBLEM;
  }

  /**
   * Opens a file.
   *
   * @throws CaptureException if it is no capture that libpcap reads
   */
  static CaptureReader open(String name, Path file) throws IOException {
    try {
      // absolute, because libpcap takes "-" for standard input
      String path = file.toAbsolutePath().toString();
      PcapHandle handle = Pcaps.openOffline(path, PcapHandle.TimestampPrecision.NANO);
      return new Pcap4jReader(name, handle);
    } catch (PcapNativeException e) {
      throw new CaptureException(name, 0, PcapTerms.said(e));
    }
  }

  /** What a caller is told who reads on after closing. */
  static IOException closed(NotOpenException e) {
    return new IOException("read after it was closed", e);
  }

  private static @Nullable String load() {
    try {
      Pcaps.libVersion();
      return null;
    } catch (LinkageError e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return "libpcap cannot be loaded (" + said + "); on Debian and Ubuntu, libpcap0.8 has it";
    }
  }
}
