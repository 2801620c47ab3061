// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipeTest {
  private static final byte[] FIVE = Written.pcap(1, 2, 3, 4, 5);

  @Test
  void theEndOfTheStreamIsTheEndOfTheCapture() throws IOException {
    try (FollowedCapture capture = Follow.pipe("tap", new ByteArrayInputStream(FIVE), () -> true)) {
      assertEquals(5, count(capture));
      assertEquals(5, capture.info().frames());
      assertEquals("tap", capture.fileName(0));
      assertEquals(FIVE.length, capture.position());
      assertFalse(capture.hasManyFiles());
    }
  }

  @Test
  void theListenerIsAskedWhileNothingComesAndCanEndIt() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (PipedOutputStream out = new PipedOutputStream();
        FollowedCapture capture =
            Follow.pipe(
                "tap", new PipedInputStream(out, 4_096), () -> asked.getAndIncrement() < 3)) {
      out.write(FIVE);
      out.flush();
      assertEquals(5, count(capture));
      assertTrue(asked.get() > 3);
    }
  }

  @Test
  void whatWasWrittenIsReadBeforeItIsAllThere() throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    int half = FIVE.length - 10;
    try (FollowedCapture capture =
        Follow.pipe("tap", new PipedInputStream(out, 4_096), () -> true)) {
      out.write(Arrays.copyOf(FIVE, half));
      out.flush();
      Frame frame = new Frame();
      for (int number = 1; number <= 4; number++) {
        assertTrue(capture.next(frame));
        assertEquals(number, frame.number());
      }
      out.write(FIVE, half, 10);
      out.close();
      assertTrue(capture.next(frame));
      assertFalse(capture.next(frame));
    }
  }

  @Test
  void aStreamThatFailsSaysSo() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("unplugged");
          }
        };
    FollowedCapture capture = Follow.pipe("tap", failing, () -> true);
    assertEquals("unplugged", assertThrows(IOException.class, () -> count(capture)).getMessage());
  }

  @Test
  void aStreamThatIsNoCaptureIsRefused() {
    FollowedCapture capture =
        Follow.pipe("tap", new ByteArrayInputStream(new byte[1_000]), () -> true);
    assertThrows(CaptureException.class, () -> count(capture));
  }

  private static int count(FollowedCapture capture) throws IOException {
    Frame frame = new Frame();
    int count = 0;
    while (capture.next(frame)) {
      count++;
    }
    return count;
  }
}
