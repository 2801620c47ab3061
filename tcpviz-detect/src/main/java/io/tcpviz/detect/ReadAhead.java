// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.detect.internal.ExpectedSegment;
import io.tcpviz.detect.internal.Lookahead;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads and decodes a capture in a thread of its own, ahead of the one that takes its segments. The
 * thread ends before {@link #forEach} does, however that ends.
 */
final class ReadAhead {
  /**
   * Segments on their way, some 400 KiB: what is taken while the thread sleeps, at the speed of the
   * quickest analysis.
   */
  static final int USUAL_LENGTH = 2048;

  private static final int FRAMES_AT_ONCE = 64;

  private final CaptureReader reader;
  private final Decoding decoding;
  private final Lookahead lookahead;
  private final SegmentRing ring;
  private final Thread thread = new Thread(this::read, "tcpviz-read");
  private @Nullable Throwable failure; // written by the thread, read when it has ended

  /**
   * Reads nothing yet.
   *
   * @param reader where the next frames come from
   * @param decoding belongs to the thread until that ends
   * @param lookahead looks at segments while they wait
   * @param length how many segments may be on their way, a power of two
   */
  ReadAhead(CaptureReader reader, Decoding decoding, Lookahead lookahead, int length) {
    this.reader = reader;
    this.decoding = decoding;
    this.lookahead = lookahead;
    ring = new SegmentRing(length);
    thread.setDaemon(true);
  }

  /**
   * Hands all further segments of the capture over, in this thread. An interrupt of it goes on to
   * the thread that reads, which is the one that may be waiting for octets.
   *
   * @throws IOException thrown by the reader, behind the segments before; the same with what else
   *     it throws
   */
  void forEach(Consumer<ExpectedSegment> analysis) throws IOException {
    thread.start();
    boolean complete = false;
    try {
      hand(analysis);
      complete = true;
    } finally {
      if (!complete) {
        ring.abandon();
        thread.interrupt(); // it may wait in the reader, for octets that nobody needs
      }
      Patience.until(() -> !thread.isAlive(), () -> {});
    }
    if (failure != null) {
      ReadAhead.<IOException>rethrow(failure);
    }
  }

  private void hand(Consumer<ExpectedSegment> analysis) {
    int count = ring.await(thread::interrupt);
    while (count > 0) {
      hand(analysis, count);
      if (Thread.currentThread().isInterrupted()) {
        thread.interrupt();
      }
      count = ring.await(thread::interrupt);
    }
  }

  private void hand(Consumer<ExpectedSegment> analysis, int count) {
    for (int i = 0; i < count; i++) {
      analysis.accept(ring.at(i));
    }
    ring.take(count);
  }

  private void read() {
    try {
      Frame frame = new Frame();
      boolean more = true;
      while (more) {
        more = readSome(frame);
      }
    } catch (Throwable e) { // whatever it is, it is the caller's
      failure = e;
    } finally {
      ring.end();
    }
  }

  /**
   * Reads a few frames, so many that the virtual machine compiles this method and not a loop that
   * it is in the middle of.
   *
   * @return whether there may be more that somebody takes
   */
  private boolean readSome(Frame frame) throws IOException {
    for (int i = 0; i < FRAMES_AT_ONCE; i++) {
      ExpectedSegment expected = ring.next();
      if (expected == null || !reader.next(frame)) {
        return false;
      }
      if (decoding.decode(frame, expected.segment)) {
        ring.fill();
        ring.look(lookahead);
      }
    }
    return true;
  }

  /** Throws what was thrown in the other thread, declared or not. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
