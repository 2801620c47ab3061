// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/** Of what a rule takes a share, or wants a least amount. */
enum Base {
  /** Segments sent. */
  SEGMENTS,

  /** Payload octets sent, repeats included. */
  OCTETS;

  double of(TrafficWindow traffic) {
    return this == SEGMENTS ? traffic.segments() : traffic.octets();
  }
}
