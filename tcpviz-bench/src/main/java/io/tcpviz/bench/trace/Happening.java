// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

/** Something that happens at a time of the capture. */
abstract class Happening {
  /** Nanoseconds since the epoch. */
  long nanos;

  /** Set by the agenda: what was planned first comes first. */
  long order;

  abstract void happen();
}
