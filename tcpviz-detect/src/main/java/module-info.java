// SPDX-License-Identifier: Apache-2.0
/**
 * The analysis: connections, detectors and verdicts. Captures are opened by whatever {@link
 * io.tcpviz.core.capture.CaptureProvider} is present; tcpviz-pcap comes along at run time.
 */
module io.tcpviz.detect {
  requires transitive io.tcpviz.core;

  exports io.tcpviz.detect;
}
