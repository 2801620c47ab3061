// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Windows and their probes where the field alone misleads (RFC 9293 §3.8.6, RFC 7323 §2). */
class WindowTrapsTest {
  /** The first segment fills the window, so that closing it moves no edge. */
  private static final String FILLED =
      """
          0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
         10   <   S.   0:0     ack 1  win 1460 <mss 1460, sackOK, ws 7>
         10   >   .    1:1     ack 1  win 502
         20   >   .    1:1461  ack 1
      """;

  @Test
  void twelveAdvertisementsInTenSecondsAreOneClosedWindow() {
    StringBuilder script = new StringBuilder(FILLED);
    script.append(
        "30 < . 1:1 ack 1461 win 0 | zero_window critical duration_ms=10000 advertisements=12"
            + " probes=11 last_frame=27 reopened\n");
    for (int i = 1; i < 12; i++) {
      script.append("%d > . 1460:1460 ack 1 | zero_window_probe%n".formatted(i * 800));
      script.append("%d < . 1:1 ack 1461 win 0%n".formatted(i * 800 + 10));
    }
    script.append("10030 < . 1:1 ack 1461 win 300\n");
    assertEquals(
        10_000_000_000L,
        verify(script.toString()).flows().get(0).serverToClient().zeroWindowNanos());
  }

  @Test
  void emptyProbesOfAClosedWindowAreNotKeepAlivesHoweverLongTheSilence() {
    verify(
        FILLED
            + """
                30   <   .    1:1        ack 1461  win 0       | zero_window probes=3 reopened=false
               230   >   .    1460:1460  ack 1                 | zero_window_probe
               240   <   .    1:1        ack 1461
             15230   >   .    1460:1460  ack 1                 | zero_window_probe
             15240   <   .    1:1        ack 1461
            135230   >   .    1460:1460  ack 1                 | zero_window_probe
            135240   <   .    1:1        ack 1461
            """);
  }

  @Test
  void anOctetThatAClosedWindowTookIsSentOnce() {
    Analysis analysis =
        verify(
            FILLED
                + """
                    30   <   .    1:1        ack 1461  win 0      | zero_window probes=1 reopened
                   300   >   .    1461:1462  ack 1                | zero_window_probe
                   310   <   .    1:1        ack 1462  win 0
                   810   <   .    1:1        ack 1462  win 100
                   811   >   .    1462:2922  ack 1
                   821   <   .    1:1        ack 2922
                """);
    assertEquals(2_921, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }

  @Test
  void theFirstScaledWindowOfEachSideIsThatOfItsFirstSegmentWithoutSyn() {
    verify(
        """
        # read unscaled, 40 would be less than a segment; it is 163840
            0   >   S    0:0            win 64240 <mss 1460, ws 7>
           10   <   S.   0:0     ack 1  win 2920  <mss 1460, ws 12>
           10   >   .    1:1     ack 1  win 502
           20   >   .    1:1461     ack 1
           30   <   .    1:1        ack 1461  win 40
           31   >   .    1461:2921  ack 1
           31   >   .    2921:4381  ack 1
           31   >   .    4381:5841  ack 1
          331   <   .    1:1        ack 5841
        """);
  }

  @Test
  void aFullWindowOfASynAckIsReadUnscaled() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460, ws 7>
           10   <   S.   0:0     ack 1  win 2920  <mss 1460, ws 12>
           10   >   .    1:1     ack 1  win 502
           20   >   .    1:1461     ack 1
           20   >   .    1461:2921  ack 1      | window_full window_bytes=2920 duration_ms=300
          320   <   .    1:1        ack 2921   win 40
        """);
  }

  @Test
  void aWindowOfZeroInASynAckIsNotAClosedWindow() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460>
           10   <   S.   0:0     ack 1  win 0     <mss 1460>
           10   >   .    1:1     ack 1
           11   <   .    1:1     ack 1  win 8192
           12   >   P.   1:101   ack 1
           22   <   .    1:1     ack 101
        """);
  }

  @Test
  void aRightEdgeThatMovesLeftByLessThanAUnitOfTheScaleIsRounding() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460, ws 7>
           10   <   S.   0:0     ack 1  win 65160 <mss 1460, ws 14>
           10   >   .    1:1     ack 1  win 502
           20   >   .    1:1461     ack 1
           30   <   .    1:1        ack 1461  win 3
        # 49152 from 1461, then 32768 from 17844: one octet short of where it was
           31   >   .    1461:17844 ack 1
           41   <   .    1:1        ack 17844 win 2
           42   >   .    17844:19304 ack 1
           52   <   .    1:1        ack 19304 win 2
        """);
  }

  @Test
  void withoutTheSynsAnUnscaledLookingWindowIsNotCalledFullOrShrunk() {
    verify(
        """
           20   >   .    1:1461      ack 1
           30   <   .    1:1         ack 1461   win 2920
           31   >   .    1461:2921   ack 1
           31   >   .    2921:4381   ack 1
           31   >   .    4381:5841   ack 1
           41   <   .    1:1         ack 5841   win 2800
          400   >   .    5841:7301   ack 1
          400   >   .    7301:8761   ack 1
          790   <   .    1:1         ack 8761
        """);
  }
}
