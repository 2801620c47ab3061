// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What nobody can tell at a capture point: pairs of histories that differ in what was sent and
 * leave the same packets there. A verdict on the one would be a false alarm on the other, so there
 * is silence. In a history, a line that begins with {@code lost} never came to the capture point.
 */
class TwoHistoriesTest {
  @Test
  void aProbeOfASmallLastSegmentLooksLikeSomethingSaidLater() {
    verifySame(
        """
             100   >   P.   1:501      ack 1    <ts 100 50>   win 502  id 0
             100   <   .    1:1        ack 501  <ts 60 100>   win 509
        lost 340   >   P.   501:1001   ack 1    <ts 340 60>   id 0
        # the tail loss probe (RFC 8985 §7.2), stamped anew
             510   >   P.   501:1001   ack 1    <ts 510 60>   id 0
             510   <   .    1:1        ack 1001 <ts 470 510>
        """,
        """
             100   >   P.   1:501      ack 1    <ts 100 50>   win 502  id 0
             100   <   .    1:1        ack 501  <ts 60 100>   win 509
        # the application had nothing to say before
             510   >   P.   501:1001   ack 1    <ts 510 60>   id 0
             510   <   .    1:1        ack 1001 <ts 470 510>
        """);
  }

  @Test
  void aTimeoutOfALastSegmentLooksLikeThinkingForAsLong() {
    verifySame(
        """
             100    >   P.   1:501      ack 1     win 502  id 0
             100    <   .    1:1        ack 501   win 509
        lost 200    >   P.   501:1001   ack 1     id 0
        lost 420    >   P.   501:1001   ack 1     id 0
             860    >   P.   501:1001   ack 1     id 0
             860    <   .    1:1        ack 1001
        """,
        """
             100    >   P.   1:501      ack 1     win 502  id 0
             100    <   .    1:1        ack 501   win 509
             860    >   P.   501:1001   ack 1     id 0
             860    <   .    1:1        ack 1001
        """);
  }

  private static void verifySame(String one, String other) {
    assertEquals(captured(other), captured(one));
    verify(besideServer(captured(one)));
  }

  /** The lines of what came to the capture point. */
  private static String captured(String history) {
    return history
        .lines()
        .filter(line -> !line.startsWith("lost") && !line.startsWith("#"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
