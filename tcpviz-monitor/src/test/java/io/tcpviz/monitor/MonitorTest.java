// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final List<CapturedPacket> REPAIRED =
      packets(
          """
              0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
             10   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
             10   >   .    1:1     ack 1  win 502
             20   >   .    1:1001  ack 1
            320   >   .    1:1001  ack 1
            330   <   .    1:1     ack 1001
          """);

  private final Heard heard = new Heard();

  @Test
  void tellsAVerdictBehindItsPacketAndSettlesIt() throws IOException {
    List<String> saidByThen = new ArrayList<>();
    PlayedCapture capture =
        new PlayedCapture()
            .then(REPAIRED.subList(0, 5))
            .thenSilence(1)
            .then(() -> saidByThen.addAll(heard.said))
            .then(REPAIRED.subList(5, 6));

    RunSummary summary = run(capture, Limits.NONE);

    assertTrue(saidByThen.contains("retransmission"), saidByThen::toString);
    assertEquals(1, summary.eventCounts().get(EventKind.RETRANSMISSION));
    assertEquals(6, summary.packets());
    assertEquals(1, heard.ended);
    assertEquals(1, heard.finished);
    assertTrue(heard.ticks > 0, "the last tick tells how it ended");
    assertTrue(capture.isClosed());
  }

  @Test
  void endsWhenItIsStoppedWhileNothingComes() throws IOException {
    Monitor monitor = monitor(Limits.NONE);
    PlayedCapture capture =
        new PlayedCapture().then(REPAIRED.subList(0, 3)).then(monitor::stop).thenSilence(1);
    capture.then(REPAIRED.subList(3, 6));

    assertEquals(3, monitor.run(capture::open).summary().packets());
    assertEquals(1, heard.finished);
  }

  @Test
  void endsWhenItIsStoppedWhileFramesComeWithoutEnd() throws IOException {
    Monitor monitor = monitor(Limits.NONE);
    PlayedCapture capture = new PlayedCapture().then(monitor::stop);
    for (int n = 0; n < 1_000; n++) {
      capture.then(REPAIRED);
    }

    long read = monitor.run(capture::open).summary().packets();

    assertTrue(read > 0 && read < 6_000, () -> read + " frames were read");
  }

  @Test
  void endsAfterTheTimeThatItIsGiven() throws IOException {
    PlayedCapture capture = new PlayedCapture().then(REPAIRED).thenSilence(1).then(REPAIRED);

    assertEquals(6, run(capture, new Limits(Duration.ofNanos(1), Duration.ZERO)).packets());
  }

  @Test
  void endsWhenNothingHasComeForSoLong() throws IOException {
    PlayedCapture capture = new PlayedCapture().then(REPAIRED);
    capture.thenSilence(1).then(() -> assertFalse(heard.isFinished())).thenSilence(1_000_000);

    assertEquals(6, run(capture, new Limits(Duration.ZERO, Duration.ofMillis(5))).packets());
  }

  @Test
  void tellsLossesOfTheCaptureAndAddsThemUp() throws IOException {
    CaptureLoss loss =
        new CaptureLoss("ring_00007.pcap", 4_711, 2, REPAIRED.get(2).timestampNanos());

    run(new PlayedCapture().then(REPAIRED).thenLoses(loss).thenLoses(loss), Limits.NONE);

    assertEquals(List.of(loss, loss), heard.losses);
    assertEquals(9_422, heard.lostOctets);
  }

  @Test
  void knowsWhatTheCapturingHostDropped() throws IOException {
    run(new PlayedCapture().then(REPAIRED), Limits.NONE);
    assertEquals(-1, heard.dropped);
    run(new PlayedCapture().then(REPAIRED).thenDropped(3), Limits.NONE);
    assertEquals(3, heard.dropped);
  }

  @Test
  void whatAListenerThrowsEndsTheRun() {
    PlayedCapture capture = new PlayedCapture().then(REPAIRED);
    MonitorListener failing =
        new MonitorListener() {
          @Override
          public void said(LiveEvent event) {
            throw new IllegalStateException("full");
          }
        };
    Monitor monitor = new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(failing));

    assertThrows(IllegalStateException.class, () -> monitor.run(capture::open));
    assertTrue(capture.isClosed());
  }

  @Test
  void knowsWhetherItIsTheCaptureThatEnded() throws IOException {
    assertTrue(monitor(Limits.NONE).run(new PlayedCapture().then(REPAIRED)::open).captureEnded());

    Monitor stopped = monitor(Limits.NONE);
    PlayedCapture endless = new PlayedCapture().then(REPAIRED).then(stopped::stop).thenSilence(1);
    assertFalse(stopped.run(endless::open).captureEnded());
  }

  @Test
  void limitsAreNotNegative() {
    Duration negative = Duration.ofMillis(-1);
    assertThrows(IllegalArgumentException.class, () -> new Limits(negative, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new Limits(Duration.ZERO, negative));
  }

  private RunSummary run(PlayedCapture capture, Limits limits) throws IOException {
    return monitor(limits).run(capture::open).summary();
  }

  private Monitor monitor(Limits limits) {
    return new Monitor(AnalysisConfig.defaults(), limits, List.of(heard));
  }

  private static List<CapturedPacket> packets(String script) {
    return SegmentScript.parse(script).frames(Staging.plain());
  }

  private static final class Heard implements MonitorListener {
    final List<String> said = new ArrayList<>();
    final List<CaptureLoss> losses = new ArrayList<>();
    int ended;
    int ticks;
    int finished;
    long lostOctets;
    long dropped;

    boolean isFinished() {
      return finished > 0;
    }

    @Override
    public void said(LiveEvent event) {
      said.add(event.event().kind().jsonName());
    }

    @Override
    public void settled(TcpEvent event) {
      assertTrue(said.contains(event.kind().jsonName()), "settled but never said");
    }

    @Override
    public void ended(FlowSummary flow) {
      ended++;
    }

    @Override
    public void lost(CaptureLoss loss) {
      losses.add(loss);
    }

    @Override
    public void tick(MonitorStatus status) {
      ticks++;
      lostOctets = status.lostOctets();
      dropped = status.dropped();
    }

    @Override
    public void finished(RunSummary summary) {
      finished++;
    }
  }
}
