// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of tcpviz: captured frames, decoded segments, sequence arithmetic, events and
 * metrics, and the service interfaces that readers and sinks implement. Depends on {@code
 * java.base} alone.
 */
module io.tcpviz.core {
  exports io.tcpviz.core;
  exports io.tcpviz.core.capture;
  exports io.tcpviz.core.event;
  exports io.tcpviz.core.metrics;
  exports io.tcpviz.core.replay;
  exports io.tcpviz.core.tcp;
  exports io.tcpviz.core.wire;

  uses io.tcpviz.core.capture.CaptureProvider;
  uses io.tcpviz.core.capture.LiveCaptureProvider;
}
