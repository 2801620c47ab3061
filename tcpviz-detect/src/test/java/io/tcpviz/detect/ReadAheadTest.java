// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.detect.internal.Engine;
import io.tcpviz.detect.internal.ExpectedSegment;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A capture is read in another thread, which nobody notices. */
class ReadAheadTest {
  private static final PacketBytes PACKET =
      PacketBytes.between(Endpoint.ofIpv4(0x0A00_0001, 40_000), Endpoint.ofIpv4(0x0A00_0002, 80));

  private static final AnalysisConfig TWO = AnalysisConfig.defaults().withThreads(2);

  /** The threads that asked for frames. */
  private final Set<Thread> readers = new HashSet<>();

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aLongCaptureIsReadByAThreadOfItsOwnWhichEndsWithIt() throws IOException {
    RunSummary summary = new FlowAnalyzer(TWO).stream(capture(1_100_000), event -> {});

    assertEquals(1_100_000, summary.tcpPackets());
    assertTrue(readers.remove(Thread.currentThread()), "begins in the caller's");
    assertEquals(1, readers.size());
    Thread reading = readers.iterator().next();
    assertFalse(reading.isAlive());
    assertTrue(reading.isDaemon());
    assertEquals("tcpviz-read", reading.getName());
  }

  @Test
  void aShortCaptureNeedsNoOtherThread() throws IOException {
    new FlowAnalyzer(TWO).stream(capture(999_999), event -> {});

    assertEquals(Set.of(Thread.currentThread()), readers);
  }

  @Test
  void oneThreadIsEnoughWhereNoMoreAreWanted() throws IOException {
    new FlowAnalyzer(TWO.withThreads(1)).stream(capture(1_100_000), event -> {});

    assertEquals(Set.of(Thread.currentThread()), readers);
  }

  @Test
  void whatCameBeforeASilenceIsAnalysedMeanwhile() throws IOException {
    CountDownLatch analysed = new CountDownLatch(100);
    CaptureReader pipe = // the next packet comes when the others have been analysed
        capture(101, 100, () -> assertTrue(analysed.await(60, TimeUnit.SECONDS)));
    ahead(pipe).forEach(segment -> analysed.countDown());

    assertEquals(0, analysed.getCount());
  }

  @Test
  void anInterruptOfTheCallerReachesTheReaderThatWaits() {
    List<Long> analysed = new ArrayList<>();
    CaptureReader pipe = capture(101, 100, never::await);
    Consumer<ExpectedSegment> analysis =
        segment -> {
          analysed.add(segment.segment.frameNumber());
          if (analysed.size() == 100) {
            Thread.currentThread().interrupt();
          }
        };

    assertThrows(InterruptedIOException.class, () -> ahead(pipe).forEach(analysis));
    assertTrue(Thread.interrupted(), "the interrupt is the caller's still");
    assertEquals(100, analysed.size());
    assertAllOver();
  }

  @Test
  void anInterruptThatTheReaderDoesNotHeedChangesNothing() throws IOException {
    List<Long> analysed = new ArrayList<>();
    Thread.currentThread().interrupt();
    ahead(capture(20_000)).forEach(segment -> analysed.add(segment.segment.frameNumber()));

    assertTrue(Thread.interrupted(), "the interrupt is the caller's still");
    assertEquals(20_000, analysed.size());
    assertAllOver();
  }

  @Test
  void aReaderThatWaitsIsInterruptedWhereTheAnalysisFails() {
    RuntimeException full = new IllegalStateException("disk full");
    CaptureReader pipe = capture(101, 100, never::await);
    Consumer<ExpectedSegment> analysis =
        segment -> {
          if (segment.segment.frameNumber() == 100) {
            throw full;
          }
        };

    assertSame(full, assertThrows(RuntimeException.class, () -> ahead(pipe).forEach(analysis)));
    assertAllOver();
  }

  @Test
  void aThreadThatFoundNoRoomEndsWhereTheAnalysisFails() {
    CountDownLatch full = new CountDownLatch(1);
    CaptureReader capture = capture(1_000_000, 3, full::countDown); // there is room for four
    Consumer<ExpectedSegment> analysis =
        segment -> {
          await(full);
          throw new IllegalStateException("disk full");
        };

    assertThrows(IllegalStateException.class, () -> ahead(capture, 4).forEach(analysis));
    assertAllOver();
  }

  @Test
  void aThrowableThatNobodyDeclaredIsTheCallers() {
    Exception undeclared = new Exception("from a language without checked exceptions");
    CaptureReader capture =
        new PassedOn(capture(10)) {
          @Override
          public boolean next(Frame frame) throws IOException {
            if (!super.next(frame)) {
              ReadAheadTest.<RuntimeException>sneak(undeclared);
            }
            return true;
          }
        };
    List<Long> analysed = new ArrayList<>();

    assertSame(
        undeclared,
        assertThrows(
            Exception.class,
            () -> ahead(capture).forEach(segment -> analysed.add(segment.segment.frameNumber()))));
    assertEquals(10, analysed.size());
  }

  private void assertAllOver() {
    readers.remove(Thread.currentThread());
    assertEquals(1, readers.size());
    readers.forEach(reader -> assertFalse(reader.isAlive()));
  }

  private static ReadAhead ahead(CaptureReader capture) {
    return ahead(capture, 1024);
  }

  private static ReadAhead ahead(CaptureReader capture, int length) {
    Engine engine = new Engine(AnalysisConfig.defaults().thresholds(), Told.nothing());
    return new ReadAhead(capture, new Decoding(Tunnels.INNER), engine.lookahead(), length);
  }

  private CaptureReader capture(long packets) {
    return capture(packets, packets, () -> {});
  }

  /** A capture that does something before it lends the packet behind the first {@code before}. */
  private CaptureReader capture(long packets, long before, Step step) {
    MadeCapture.Pattern pattern = new MadeCapture.Pattern(PACKET.payload(10));
    MadeCapture made =
        new MadeCapture(
            (number, frame) ->
                number < packets && pattern.lend(frame, 1_000 * number, (int) number * 10, 0));
    return new PassedOn(made) {
      @Override
      public boolean next(Frame frame) throws IOException {
        readers.add(Thread.currentThread());
        if (position() == before) {
          try {
            step.run();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        }
        return super.next(frame);
      }
    };
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
