// SPDX-License-Identifier: Apache-2.0
/** Reads pcap and pcapng in pure Java, as the backend {@code native}. */
module io.tcpviz.pcap {
  requires transitive io.tcpviz.core;

  exports io.tcpviz.pcap;

  provides io.tcpviz.core.capture.CaptureProvider with
      io.tcpviz.pcap.NativeCaptureProvider;
}
