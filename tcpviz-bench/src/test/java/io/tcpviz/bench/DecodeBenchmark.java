// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.util.List;
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
  private final Frame[] frames = new Frame[FRAMES];

  /** Makes the frames and checks what becomes of them. */
  @Setup
  public void makeFrames() throws IOException {
    TraceFile trace = TraceFile.write(Shape.mixed().packets(2 * FRAMES).anomalies(0.05));
    List<CapturedPacket> packets = trace.packets().subList(0, FRAMES);
    trace.delete();
    long expected = 0;
    for (int i = 0; i < FRAMES; i++) {
      CapturedPacket packet = packets.get(i);
      frames[i] = new Frame();
      frames[i].setBytes(packet.bytes(), 0, packet.bytes().length, packet.originalLength());
      frames[i].setOrigin(packet.timestampNanos(), packet.linkType(), i + 1, 0);
      expected += packet.originalLength() - headersOf(packet);
    }
    Gate.check("payload octets", expected, decode());
  }

  /** The payload octets of all frames. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long decode() {
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
