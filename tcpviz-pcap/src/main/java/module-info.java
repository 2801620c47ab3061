// SPDX-License-Identifier: Apache-2.0
/** Reads pcap, pcapng and snoop in pure Java, as the backend {@code native}. */
module io.tcpviz.pcap {
  requires transitive io.tcpviz.core;

  exports io.tcpviz.pcap;

  uses io.tcpviz.core.capture.Decompressor;

  provides io.tcpviz.core.capture.CaptureProvider with
      io.tcpviz.pcap.NativeCaptureProvider;
}
