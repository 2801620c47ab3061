// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an operation has worked off; JMH prints it per microsecond: millions a second. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Rates {
  public long packets;

  /** On the wire. */
  public long octets;
}
