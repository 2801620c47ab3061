// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/** Receives alerts, in the thread that analyses; quick, whatever becomes of them elsewhere. */
@FunctionalInterface
public interface AlertSink {
  /** One alert; those of a monitor come in the order in which they arise. */
  void alert(Alert alert);
}
