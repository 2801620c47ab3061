// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.util.List;

/**
 * One packet of a {@link SegmentScript}. Sequence numbers count from the sender's ISN,
 * acknowledgments and SACK edges from the peer's; what the script leaves out is filled in.
 *
 * @param text the line as written, without what is expected
 * @param nanos time since the script's zero
 * @param connection number of the connection, from 1
 * @param fromClient whether the client sends it
 * @param flags the control bits
 * @param from sequence number of the first octet
 * @param to sequence number behind the last octet of payload
 * @param ack acknowledgment number; 0 without the ACK bit
 * @param window the window field
 * @param ipId how many identifications this side has used with this one; 0 for a field of zero
 * @param hopLimit time to live
 * @param checksumError bits of the TCP checksum that are wrong
 * @param options TCP options
 * @param expected the events that the packet must raise, each as the words that it must match
 */
public record ScriptLine(
    String text,
    long nanos,
    int connection,
    boolean fromClient,
    int flags,
    int from,
    int to,
    int ack,
    int window,
    int ipId,
    int hopLimit,
    int checksumError,
    Options options,
    List<List<String>> expected) {

  /**
   * The TCP options of a line.
   *
   * @param mss -1 if absent
   * @param windowShift -1 if absent
   * @param sackPermitted whether SACK is permitted
   * @param timestamps TSval and TSecr, or empty
   * @param sack left and right edges in turn
   */
  public record Options(
      int mss,
      int windowShift,
      boolean sackPermitted,
      List<Integer> timestamps,
      List<Integer> sack) {
    /** No options. */
    static final Options NONE = new Options(-1, -1, false, List.of(), List.of());
  }
}
