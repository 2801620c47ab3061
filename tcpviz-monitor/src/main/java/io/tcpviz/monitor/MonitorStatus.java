// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.detect.TrafficVisitor;
import java.util.List;

/**
 * How things stand in a run of a monitor. Asked only by listeners, while they are told something.
 */
public interface MonitorStatus {
  /** Frames read. */
  long packets();

  /** Octets of those frames on the wire. */
  long bytes();

  /** Those of these frames that held a TCP segment. */
  long segments();

  /** Frames that held none, as they were judged when they came; does not decrease. */
  long skipped(SkipReason reason);

  /**
   * Up to when the capture has been watched, nanoseconds since the epoch: the time of the newest
   * frame, or later while a live capture is silent. {@link Long#MIN_VALUE} before the first frame.
   */
  long captureNanos();

  /**
   * How far the newest frame read lies behind the wall clock, in nanoseconds, while frames come;
   * large and without meaning where an old capture is replayed. -1 before the first frame.
   */
  long lagNanos();

  /** Octets that are written but not read yet, as far as is known. */
  long octetsBehind();

  /** Frames that the capturing host says it dropped, so far; -1 where it does not say. */
  long dropped();

  /** Octets of the capture that were gone before they could be read, at least. */
  long lostOctets();

  /** Connections seen so far. */
  long connections();

  /** Connections held at present. */
  int openConnections();

  /** Connections closed early to stay within the bound. */
  long evictedConnections();

  /**
   * Shows what has passed in the connections held at present, in no particular order; nothing at
   * the end, when all of them have been told to be over. Costs a look at each.
   */
  void show(TrafficVisitor visitor);

  /** Name of the file of a frame; empty where there is only one. */
  String fileName(int source);

  /**
   * The run as a whole so far, of all events as they stand and connections that are over. Costly.
   */
  RunSummary summary();

  /** The worst of the connections held at present, those that lost most first. Costly. */
  List<FlowSummary> worstOpen(int atMost);
}
