// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundSinkTest {
  private static final int MANY = 50_000;
  private static final TcpEvent EVENT =
      Samples.event(
          Reason.PROBE_BELOW_NEXT, new EventDetail.Probe(EventKind.KEEP_ALIVE, 1_000_000));

  @Test
  void everythingArrivesInOrderInOneOtherThread() {
    List<Integer> numbers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    EventSink target =
        new EventSink() {
          @Override
          public void event(TcpEvent event) {
            numbers.add(-1);
          }

          @Override
          public void flow(FlowSummary flow) {
            numbers.add(flow.id().connection());
            threads.add(Thread.currentThread());
          }
        };
    List<Integer> expected = new ArrayList<>();
    try (BackgroundSink sink = new BackgroundSink(target, "test")) {
      for (int i = 0; i < 1000; i++) {
        sink.flow(Samples.flow(i));
        sink.event(EVENT);
        expected.addAll(List.of(i, -1));
      }
      sink.finish();
    }

    assertEquals(expected, numbers);
    assertEquals(1, threads.stream().distinct().count());
    assertNotSame(Thread.currentThread(), threads.get(0));
  }

  @Test
  void whatTheOtherSinkThrowsIsThrownHereAndItGetsNothingMore() {
    UncheckedIOException full = new UncheckedIOException(new IOException("disk full"));
    List<TcpEvent> got = new ArrayList<>();
    EventSink target =
        event -> {
          got.add(event);
          throw full;
        };
    try (BackgroundSink sink = new BackgroundSink(target, "test")) {
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class,
              () -> {
                for (int i = 0; i < MANY; i++) {
                  sink.event(EVENT);
                }
                sink.finish();
              });
      assertSame(full, thrown);
      assertSame(full, assertThrows(RuntimeException.class, sink::finish));
    }

    assertEquals(1, got.size());
  }

  @Test
  void closingWaitsForTheOtherSinkAndHandsNothingMoreOn() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    EventSink target =
        event -> {
          begun.countDown();
          try {
            closing.await();
          } catch (InterruptedException e) {
            done.add("interrupted");
          }
          done.add("one event");
        };
    BackgroundSink sink = new BackgroundSink(target, "test");
    for (int i = 0; i < 1000; i++) {
      sink.event(EVENT);
    }
    begun.await();
    Thread closer = new Thread(sink::close);
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // until it waits for the other sink
    }
    closing.countDown();
    closer.join();

    assertEquals(List.of("one event"), done);
  }
}
