// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.testkit.CapturedPacket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds to decode one frame: Ethernet, IPv4, TCP with timestamps, here and there SACK.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=DecodeBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DecodeBenchmark {
  private static final int FRAMES = 10_000;

  private final SegmentDecoder decoder = new SegmentDecoder();
  private final TcpSegment segment = new TcpSegment();
  private Frame[] frames;

  /** Makes the frames and checks what becomes of them. */
  @Setup
  public void makeFrames() {
    SyntheticTrace trace = SyntheticTrace.of(40, 20, 0.05, 1);
    frames = new Frame[FRAMES];
    long expected = 0;
    for (int i = 0; i < FRAMES; i++) {
      CapturedPacket packet = trace.packets().get(i);
      frames[i] = new Frame();
      SyntheticTrace.lend(packet, frames[i], i + 1);
      expected += packet.originalLength() - headersOf(packet);
    }
    Gate.check("payload octets", expected, decodeAll());
  }

  /** The payload octets of all frames. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long decodeAll() {
    long octets = 0;
    for (Frame frame : frames) {
      if (decoder.decode(frame, segment)) {
        octets += segment.payloadLength();
      }
    }
    return octets;
  }

  /** Ethernet, an IPv4 header without options, and TCP by its Data Offset field. */
  private static int headersOf(CapturedPacket packet) {
    return 14 + 20 + ((packet.bytes()[14 + 20 + 12] & 0xF0) >> 2);
  }
}
