// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds to read a capture file of 150 000 packets that the system holds in its page cache,
 * frame by frame, without decoding.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=CaptureReadBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CaptureReadBenchmark {
  private static final int PACKETS = 150_000;

  /** The file format. */
  @Param({"pcap", "pcapng"})
  public String format;

  private final Frame frame = new Frame();
  private Path file;

  /** Writes the capture and checks that all of it can be read. */
  @Setup
  public void writeCapture() throws IOException {
    List<CapturedPacket> packets =
        SyntheticTrace.of(100, 100, 0.01, 1).packets().subList(0, PACKETS);
    file = Files.createTempFile("tcpviz-bench", "." + format);
    Files.write(
        file, format.equals("pcap") ? CaptureBytes.pcap(packets) : CaptureBytes.pcapng(packets));
    long captured = packets.stream().mapToLong(packet -> packet.bytes().length).sum();
    Gate.check("captured octets", captured, readAll());
  }

  /** The captured octets of all frames. */
  @Benchmark
  public long readAll() throws IOException {
    long octets = 0;
    try (CaptureReader reader = Captures.open(file)) {
      while (reader.next(frame)) {
        octets += frame.capturedLength();
      }
    }
    return octets;
  }

  /** Removes the capture. */
  @TearDown
  public void deleteCapture() throws IOException {
    Files.deleteIfExists(file);
  }
}
