// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.verify;

import org.junit.jupiter.api.Test;

class RetransmissionTest {
  @Test
  void threeDuplicateAcksThenTheMissingOctetsIsAFastRetransmission() {
    verify(
        """
        #  ms  dir  segment                                          | we hear
            0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
           10   <   S.   0:0     ack 1  win 65535 <mss 1460, sackOK, ws 8>
           10   >   .    1:1     ack 1
        # four segments; the first never reaches the server
           20   >   P.   1:1001     ack 1
           20   >   P.   1001:2001  ack 1
           20   >   P.   2001:3001  ack 1
           20   >   P.   3001:4001  ack 1
           30   <   .    1:1     ack 1  <sack 1001:2001>
           30   <   .    1:1     ack 1  <sack 1001:3001>
           30   <   .    1:1     ack 1  <sack 1001:4001>   | loss_infer triple_duplicate_ack 1:1001
           31   >   P.   1:1001     ack 1                  | retransmission fast
           41   <   .    1:1     ack 4001
        """);
  }
}
