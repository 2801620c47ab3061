// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.DirectionSummary;
import org.junit.jupiter.api.Test;

/** Closed and full windows, their probes, and keep-alives (RFC 9293 §3.8.4, §3.8.6). */
class WindowTest {
  @Test
  void aWindowThatIsClosedForTenSecondsIsOneEventWithItsDuration() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                    20   >   .    1:1461     ack 1
                    30   <   .    1:1        ack 1461  win 0   \
                | zero_window critical duration_ms=10000 advertisements=4 probes=3 last_frame=11 reopened
                   230   >   .    1460:1460  ack 1             | zero_window_probe
                   240   <   .    1:1        ack 1461
                   640   >   .    1460:1460  ack 1             | zero_window_probe idle_ms=410
                   650   <   .    1:1        ack 1461
                  1450   >   .    1460:1460  ack 1             | zero_window_probe
                  1460   <   .    1:1        ack 1461
                 10030   <   .    1:1        ack 1461  win 30000
                 10031   >   .    1461:2921  ack 1
                 10041   <   .    1:1        ack 2921
                """));
    DirectionSummary server = analysis.flows().get(0).serverToClient();
    assertEquals(1, server.zeroWindows());
    assertEquals(10_000_000_000L, server.zeroWindowNanos());
    assertEquals(0, server.duplicateAcks());
  }

  @Test
  void aProbeOfOneOctetThatTheReceiverTakesIsNeitherUnseenNorAHole() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                    20   >   .    1:1461     ack 1
                    30   <   .    1:1        ack 1461  win 0      | zero_window probes=2 reopened
                   300   >   .    1461:1462  ack 1                | zero_window_probe
                   310   <   .    1:1        ack 1461
                   800   >   .    1461:1462  ack 1                | zero_window_probe
                   810   <   .    1:1        ack 1462  win 8192
                   811   >   .    1462:2922  ack 1
                   821   <   .    1:1        ack 2922
                """));
    assertEquals(2_921, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aWindowThatNeverOpensStaysClosedToTheEnd() {
    verify(
        withoutOptions(
            """
                20   >   .    1:1461     ack 1
                30   <   .    1:1        ack 1461  win 0   | zero_window duration_ms=410 reopened=false probes=1
               430   >   .    1460:1460  ack 1             | zero_window_probe
               440   <   .    1:1        ack 1461
            """));
  }

  @Test
  void eachTimeTheWindowClosesIsAnEventOfItsOwn() {
    verify(
        withoutOptions(
            """
                20   >   .    1:1461     ack 1
                30   <   .    1:1        ack 1461  win 0       | zero_window duration_ms=5 info
                35   <   .    1:1        ack 1461  win 20000
                36   >   .    1461:2921  ack 1
                46   <   .    1:1        ack 2921  win 0       | zero_window duration_ms=100 warning
               146   <   .    1:1        ack 2921  win 20000
            """));
  }

  @Test
  void aWindowOfZeroInAResetClosesNothing() {
    verify(
        withoutOptions(
            """
                20   >   .    1:1461     ack 1
                30   <   .    1:1        ack 1461
                40   <   R.   1:1        ack 1461  win 0
            """));
  }

  @Test
  void aWindowOfZeroForASideThatHasFinishedClosesNothing() {
    verify(
        withoutOptions(
            """
                20   >   FP.  1:101      ack 1
                30   <   .    1:1        ack 102
                40   <   P.   1:501      ack 102  win 0
                40   >   .    102:102    ack 501
                50   <   F.   501:501    ack 102
                50   >   .    102:102    ack 502
            """));
  }

  @Test
  void aKeepAliveWithOneOctetOrNoneAndItsAnswerSayNothingElse() {
    Analysis analysis =
        verify(
            besideClient(
                """
                    20   >   .    1:1461     ack 1
                    30   <   .    1:1        ack 1461  win 509
                 10000   >   .    1460:1460  ack 1                | keep_alive idle_ms=9980
                 10010   <   .    1:1        ack 1461
                 20000   >   .    1460:1461  ack 1                | keep_alive
                 20010   <   .    1:1        ack 1461
                 30000   <   .    0:0        ack 1461             | keep_alive
                 30000   >   .    1461:1461  ack 1
                """));
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedPackets());
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
    assertEquals(1_460, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aKeepAliveThatNobodyAnswersIsRepeatedAsAKeepAlive() {
    verify(
        besideClient(
            """
                20   >   P.   1:101      ack 1
                30   <   .    1:1        ack 101  win 509
             75000   >   .    100:100    ack 1               | keep_alive
             76000   >   .    100:100    ack 1               | keep_alive
             77000   >   .    100:100    ack 1               | keep_alive
             78000   >   R.   101:101    ack 1
            """));
  }

  @Test
  void aTransferThatFillsTheWindowAndWaitsIsHeldBackByIt() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460>
           10   <   S.   0:0     ack 1  win 2920 <mss 1460>
           10   >   .    1:1     ack 1
           20   >   .    1:1461     ack 1
           20   >   .    1461:2921  ack 1      | window_full window_bytes=2920 duration_ms=300
          320   <   .    1:1        ack 2921
        """);
  }

  @Test
  void aWindowThatIsShortOfFullByLessThanASegmentHoldsBackToo() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460>
           10   <   S.   0:0     ack 1  win 3000 <mss 1460>
           10   >   .    1:1     ack 1
           20   >   .    1:1461     ack 1
           20   >   .    1461:2921  ack 1      | window_full
          320   <   .    1:1        ack 2921
        """);
  }

  @Test
  void aFullWindowForOneRoundTripIsThePaceOfTheTransfer() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460>
           10   <   S.   0:0     ack 1  win 2920 <mss 1460>
           10   >   .    1:1     ack 1
           20   >   .    1:1461     ack 1
           20   >   .    1461:2921  ack 1
           30   <   .    1:1        ack 2921
           30   >   .    2921:4381  ack 1
           30   >   .    4381:5841  ack 1
           40   <   .    1:1        ack 5841
        """);
  }

  @Test
  void withoutTheSynsTheWindowMayBeScaledAndIsNotCalledFull() {
    verify(
        """
           20   >   .    1:1461     ack 1
           30   <   .    1:1        ack 1461  win 2920
           31   >   .    1461:2921  ack 1
           31   >   .    2921:4381  ack 1
          331   <   .    1:1        ack 4381
        """);
  }

  @Test
  void theWindowsOfSynsAreNeverScaled() {
    Analysis analysis =
        verify(
            """
                0   >   S    0:0            win 40000 <mss 1460, ws 7>
               10   <   S.   0:0     ack 1  win 50000 <mss 1460, ws 2>
               10   >   .    1:1     ack 1  win 400
               20   <   P.   1:101   ack 1  win 12500
            """);
    assertEquals(400 << 7, analysis.flows().get(0).clientToServer().maxWindowBytes());
    assertEquals(50_000, analysis.flows().get(0).serverToClient().maxWindowBytes());
  }

  @Test
  void windowsAreScaledOnlyIfBothSidesSaidSo() {
    Analysis analysis =
        verify(
            """
                0   >   S    0:0            win 1000 <mss 1460, ws 7>
               10   <   S.   0:0     ack 1  win 1000 <mss 1460>
               10   >   .    1:1     ack 1  win 2000
               20   <   P.   1:101   ack 1  win 3000
            """);
    assertEquals(2_000, analysis.flows().get(0).clientToServer().maxWindowBytes());
    assertEquals(3_000, analysis.flows().get(0).serverToClient().maxWindowBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().windowShift());
  }

  @Test
  void aShiftAboveFourteenIsFourteen() {
    Analysis analysis =
        verify(
            """
                0   >   S    0:0            win 1000 <mss 1460, ws 15>
               10   <   S.   0:0     ack 1  win 1000 <mss 1460, ws 0>
               10   >   .    1:1     ack 1  win 1
            """);
    assertEquals(1 << 14, analysis.flows().get(0).clientToServer().maxWindowBytes());
    assertEquals(14, analysis.flows().get(0).clientToServer().windowShift());
  }

  @Test
  void windowUpdatesAndShrinkingByRoundingSayNothing() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
               31   <   .    1:1        ack 1461  win 600
               32   <   .    1:1        ack 1461  win 700
               33   >   .    1461:1500  ack 1
               43   <   .    1:1        ack 1500  win 699
            """));
  }

  @Test
  void theWindowOfASynIsAnOfferToo() {
    Analysis analysis =
        verify(
            """
                0   >   S    0:0            win 60000 <mss 1460, ws 7>
               10   <   S.   0:0     ack 1  win 50000 <mss 1460, ws 2>
               10   >   .    1:1     ack 1  win 400
            """);
    assertEquals(60_000, analysis.flows().get(0).clientToServer().maxWindowBytes());
  }
}
