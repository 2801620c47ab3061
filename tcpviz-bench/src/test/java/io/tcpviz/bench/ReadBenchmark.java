// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Millions of packets a second that each kind of source gives, frame by frame, without decoding.
 * Files are in the page cache.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=ReadBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReadBenchmark {
  /** A file of either format, a stream, or two files of one capture, merged by time. */
  @Param({"pcap", "pcap full-size", "pcapng", "stream", "two files"})
  public String source;

  private final Frame frame = new Frame();
  private final List<Path> files = new ArrayList<>();
  private byte[] streamed = new byte[0];

  /** Writes the capture and checks that all of it can be read. */
  @Setup
  public void writeCapture() throws IOException {
    boolean isFullSize = source.equals("pcap full-size");
    TraceFile trace = TraceFile.write((isFullSize ? Shape.bulk() : Shape.mixed()).packets(150_000));
    files.add(trace.path());
    switch (source) {
      case "pcapng" -> Files.write(trace.path(), CaptureBytes.pcapng(trace.packets()));
      case "stream" -> streamed = Files.readAllBytes(trace.path());
      case "two files" -> split(trace);
      default -> {}
    }
    Rates rates = new Rates();
    read(rates);
    Gate.check("packets", trace.counts().packets(), rates.packets);
    Gate.check("octets", trace.counts().bytes(), rates.octets);
  }

  /** Every frame, and the octets it had on the wire. */
  @Benchmark
  public void read(Rates rates) throws IOException {
    CaptureProvider provider = Captures.provider(Captures.NATIVE);
    try (CaptureReader reader = Captures.open(sources(), provider)) {
      while (reader.next(frame)) {
        rates.packets++;
        rates.octets += frame.originalLength();
      }
    }
  }

  /** Removes the capture. */
  @TearDown
  public void deleteCapture() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private List<CaptureSource> sources() {
    if (streamed.length > 0) {
      return List.of(CaptureSource.of("stream", new ByteArrayInputStream(streamed)));
    }
    return files.stream().map(CaptureSource::of).toList();
  }

  private void split(TraceFile trace) throws IOException {
    List<CapturedPacket> packets = trace.packets();
    int half = packets.size() / 2;
    Files.write(trace.path(), CaptureBytes.pcap(packets.subList(0, half)));
    Path second = Files.createTempFile("tcpviz-bench", ".pcap");
    Files.write(second, CaptureBytes.pcap(packets.subList(half, packets.size())));
    files.add(second);
  }
}
