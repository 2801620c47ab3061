// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.Severity;
import org.junit.jupiter.api.Test;

/** Originals that were overtaken on their way (RFC 4737), told from repairs. */
class ReorderingTest {
  @Test
  void aSegmentThatIsLateByLessThanAnyFeedbackTakesWasOvertaken() {
    Analysis analysis =
        verify(
            besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  <   .    1:1     ack 1461
                  100.2  >   .    2921:4381  ack 1  id 5
                  100.3  <   .    1:1     ack 1461  <sack 2921:4381>
                  100.5  >   .    1461:2921  ack 1  id 4   \
                | out_of_order late_ms=0.3 extent_octets=1460 overtaken_by_frame=6
                  100.6  <   .    1:1     ack 4381
                """));
    assertEquals(Severity.INFO, analysis.events().get(0).severity());
    assertEquals(0, analysis.flows().get(0).clientToServer().lostRanges());
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void identificationsTellEvenWhenItIsLateByARoundTrip() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  <   .    1:1     ack 1461
                  100.2  >   .    1461:2921  ack 1
                  100.3  >   .    2921:4381  ack 1
                  100.4  <   .    1:1     ack 4381
                  100.5  >   .    5841:7301  ack 1  id 7
                  100.6  <   .    1:1     ack 4381  <sack 5841:7301>
                  190    >   .    4381:5841  ack 1  id 6   | out_of_order earlier_ip_id
                  190.1  <   .    1:1     ack 7301
                """));
  }

  @Test
  void timestampsTellInTheMiddleOfAConnection() {
    verify(
        """
          500    >   .    1:1449     ack 1  <ts 1500 7>
          500.1  <   .    1:1    ack 1449  win 509 <ts 7500 1500>
          501    >   .    2897:4345  ack 1  <ts 1501 7>
          501.1  <   .    1:1    ack 1449  <ts 7500 1500, sack 2897:4345>
          506    >   .    1449:2897  ack 1  <ts 1500 7>      | out_of_order older_timestamp
          506.1  <   .    1:1    ack 4345  <ts 7506 1501>
        """);
  }

  @Test
  void anEqualTimestampTellsOnceTheClockHasMovedOn() {
    verify(
        """
          500    >   .    1:1449     ack 1  id 0  <ts 1500 7>
          500.1  <   .    1:1    ack 1449  win 509 <ts 7500 1500>
          510    >   .    1449:2897  ack 1  id 0  <ts 1510 7>
          510.1  <   .    1:1    ack 2897  <ts 7510 1510>
          520    >   .    4345:5793  ack 1  id 0  <ts 1520 7>
          520.1  <   .    1:1    ack 2897  <ts 7510 1510, sack 4345:5793>
          530    >   .    2897:4345  ack 1  id 0  <ts 1520 7>   | out_of_order same_timestamp
          530.1  <   .    1:1    ack 5793  <ts 7530 1520>
        """);
  }

  @Test
  void anUnmarkedSegmentCloseBehindTheRepairOfItsHoleIsTheLateOriginal() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1           id 0
              100.1  <   .    1:1     ack 1461  win 509
              100.2  >   .    2921:4381  ack 1           id 0
              100.2  <   .    1:1     ack 1461  <sack 2921:4381>
              100.3  >   .    4381:5841  ack 1           id 0
              100.3  <   .    1:1     ack 1461  <sack 2921:5841>
              100.4  >   .    5841:7301  ack 1           id 0
            # the third report asks for a repair, which comes a round trip later
              100.4  <   .    1:1     ack 1461  <sack 2921:7301>
              180.5  >   .    1461:2921  ack 1           id 0      | retransmission fast
              180.6  <   .    1:1     ack 7301
              190    >   .    1461:2921  ack 1           id 0      | out_of_order late_original
              190.1  <   .    1:1     ack 7301  <sack 1461:2921>
            """));
  }

  @Test
  void anUnmarkedSegmentShortOfTheTimeOfItsRepairIsTheOriginalOnceTheRepairFollows() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1           id 0
              100.1  <   .    1:1     ack 1461  win 509
              100.2  >   .    2921:4381  ack 1           id 0
              100.2  <   .    1:1     ack 1461  <sack 2921:4381>
              100.3  >   .    4381:5841  ack 1           id 0
              100.3  <   .    1:1     ack 1461  <sack 2921:5841>
              100.4  >   .    5841:7301  ack 1           id 0
              100.4  <   .    1:1     ack 1461  <sack 2921:7301>
              175    >   .    1461:2921  ack 1           id 0      | out_of_order repair_followed
              175.1  <   .    1:1     ack 7301
              180.5  >   .    1461:2921  ack 1           id 0      | retransmission follows_late_original spurious
              180.6  <   .    1:1     ack 7301  <sack 1461:2921>
            """));
  }

  @Test
  void anOlderAcknowledgmentTellsThatItWasSentEarlier() {
    verify(
        besideServer(
            """
              100    <   P.   1:501      ack 1    win 509
              180    >   .    1:1461     ack 1    id 0
              180.1  >   .    2921:4381  ack 501  id 0
              180.2  <   .    501:501    ack 1461  <sack 2921:4381>
              290    >   .    1461:2921  ack 1    id 0    | out_of_order older_ack
              290.1  <   .    501:501    ack 4381
            """));
  }

  @Test
  void duplicateAcksForWhatIsOnlyLateAreNoLoss() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  <   .    1:1     ack 1461  win 509
                  100.2  >   .    2921:4381  ack 1  id 5
                  100.2  <   .    1:1     ack 1461  <sack 2921:4381>
                  100.3  >   .    4381:5841  ack 1
                  100.3  <   .    1:1     ack 1461  <sack 2921:5841>
                  100.4  >   .    5841:7301  ack 1
                  100.4  <   .    1:1     ack 1461  <sack 2921:7301>
                  100.5  >   .    1461:2921  ack 1  id 4   | out_of_order extent_octets=4380
                  100.6  <   .    1:1     ack 7301
                """));
  }

  @Test
  void anOriginalBehindItsOwnRepairIsLateAndTheRepairWasSpurious() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  <   .    1:1     ack 1461  win 509
                  100.2  >   .    2921:4381  ack 1  id 5
                  100.2  <   .    1:1     ack 1461  <sack 2921:4381>
                  100.3  >   .    4381:5841  ack 1
                  100.3  <   .    1:1     ack 1461  <sack 2921:5841>
                  100.4  >   .    5841:7301  ack 1
                  100.4  <   .    1:1     ack 1461  <sack 2921:7301>
                  180.4  >   .    1461:2921  ack 1           | retransmission fast spurious
                  180.5  <   .    1:1     ack 7301
                  190    >   .    1461:2921  ack 1  id 4     | out_of_order late_original
                  190.1  <   .    1:1     ack 7301  <sack 1461:2921>
                """));
  }

  @Test
  void severalSegmentsThatChangedPlacesAreEachOvertaken() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  >   .    4381:5841  ack 1  id 6
                  100.2  >   .    2921:4381  ack 1  id 5   | out_of_order
                  100.3  >   .    1461:2921  ack 1  id 4   | out_of_order
                  100.4  <   .    1:1     ack 5841
                """));
  }

  @Test
  void beforeARoundTripIsKnownAMillisecondLateIsLate() {
    verify(
        """
          500    >   .    1:1461     ack 1  id 0
          500.1  >   .    2921:4381  ack 1  id 0
          501    >   .    1461:2921  ack 1  id 0     | out_of_order hole_younger_than_rtt
          501.1  <   .    1:1    ack 4381
        """);
  }

  @Test
  void dataThatItsOwnFinOvertookIsLateAndDoesNotReopenTheConnection() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1     ack 1461
              100.2  >   F.   2921:2921  ack 1  id 5
              100.3  >   .    1461:2921  ack 1  id 4    | out_of_order
              100.4  <   F.   1:1     ack 2922
              180.4  >   .    2922:2922  ack 2
            """));
  }

  @Test
  void theFirstSegmentOfACaptureMayHaveOvertakenAnother() {
    verify(
        """
          500    >   .    1461:2921  ack 1  id 2  <ts 1501 7>
          500.2  >   .    1:1461     ack 1  id 1  <ts 1500 7>   | out_of_order
          500.4  >   .    2921:4381  ack 1  id 3  <ts 1501 7>
          500.5  <   .    1:1    ack 4381  <ts 7500 1501>
        """);
  }

  @Test
  void acknowledgmentsThatChangedPlacesSayNothing() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               20    >   .    1461:2921  ack 1
               20    >   .    2921:4381  ack 1
               30    <   .    1:1     ack 2921  win 509  id 2
               30.1  <   .    1:1     ack 1461  id 1
               30.2  <   .    1:1     ack 4381  id 3
               30.3  <   .    1:1     ack 1461  id 4
            """));
  }

  @Test
  void aBareAckThatOvertakesDataDoesNotCarryIt() {
    Analysis analysis =
        verify(
            "needs ids\n"
                + besideServer(
                    """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1        ack 1461  win 509
              100.2  >   .    1461:2921  ack 1
              100.3  >   .    2921:4381  ack 1
              100.4  <   P.   1:501      ack 4381
              180.5  >   .    5841:5841  ack 501  id 7
              180.6  >   .    4381:5841  ack 1    id 6                  | out_of_order
              180.7  <   .    501:501    ack 5841
            """));
    assertEquals(5_840, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aHoleThatTheReceiverDidNotReportWasFilledByTheOriginal() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1  id 0
               30    <   .    1:1        ack 1461  win 509
               31    >   .    2921:4381  ack 1  id 0
              131    >   .    1461:2921  ack 1  id 0      | out_of_order not_reported
              141    <   .    1:1        ack 4381
            """));
  }

  @Test
  void aSegmentFarOutsideTheOfferedWindowIsNotBelieved() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               30    <   .    1:1        ack 1461  win 509
               40    >   P.   500000000:500000100  ack 1
               50    >   .    1461:2921  ack 1
               60    <   .    1:1        ack 2921
            """));
  }
}
