// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.testkit.Allocations;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PackedBytes;
import io.tcpviz.testkit.SnoopBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** What became of a sample on its way here is analysed to its end, or refused as no capture. */
class MutatedCaptureTest {
  private static final List<String> SAMPLES =
      List.of(
          "fast-retransmit", "mirrored-port", "reordering", "syn-retries", "zero-window-probes");

  private static final Map<String, byte[]> FILES = files();

  /** An analysis begins with buffers and tables of this size, whatever it reads. */
  private static final long ALLOCATED_BY_ANY = 4_000_000;

  /** Copies, events and connections made of each octet, at most. */
  private static final long ALLOCATED_BY_OCTET = 400;

  /** The shortest record of all formats, a header without octets: that of pcap. */
  private static final long SHORTEST_RECORD = 16;

  private static final long MOST_EVENTS_BY_FRAME = 8;
  private static final long MOST_CALLS = 16;

  /** Channels over streams read at most so much at once. */
  private static final long OCTETS_BY_CALL = 8192;

  private static final int[] EXTREMES = {
    0, 1, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF
  };

  private enum Format {
    PCAP,
    PCAPNG,
    SNOOP,
    GZIP,
    LZ4;

    byte[] write(List<CapturedPacket> packets) {
      return switch (this) {
        case PCAP -> CaptureBytes.pcap(packets);
        case PCAPNG -> CaptureBytes.pcapng(packets);
        case SNOOP -> snoop(packets);
        case GZIP -> PackedBytes.gzip(CaptureBytes.pcapng(packets));
        case LZ4 -> PackedBytes.lz4Literals(CaptureBytes.pcap(packets));
      };
    }

    /** The most octets that its compression can make of one. */
    long mostUnpacked() {
      return switch (this) {
        case PCAP, PCAPNG, SNOOP -> 1;
        case GZIP -> 1032;
        case LZ4 -> 255;
      };
    }
  }

  /** One thing that happens to a file; numbers are taken modulo what they count. */
  private enum Change {
    FLIP_A_BIT,
    CUT,
    TAKE_OUT,
    REPEAT,
    SET_TO_AN_EXTREME;

    byte[] apply(byte[] file, int place, int amount) {
      if (file.length == 0) {
        return file;
      }
      int at = Math.floorMod(place, file.length);
      int end = at + Math.floorMod(amount, file.length - at) + 1;
      return switch (this) {
        case FLIP_A_BIT -> flip(file, at, amount);
        case CUT -> Arrays.copyOf(file, at);
        case TAKE_OUT ->
            PackedBytes.concat(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
        case REPEAT ->
            PackedBytes.concat(Arrays.copyOf(file, end), Arrays.copyOfRange(file, at, file.length));
        case SET_TO_AN_EXTREME -> set(file, at, amount);
      };
    }

    private static byte[] flip(byte[] file, int at, int bit) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << Math.floorMod(bit, 8));
      return flipped;
    }

    private static byte[] set(byte[] file, int at, int which) {
      byte[] changed = Arrays.copyOf(file, Math.max(file.length, 4));
      int value = EXTREMES[Math.floorMod(which, EXTREMES.length)];
      ByteOrder order = which < 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      ByteBuffer.wrap(changed).order(order).putInt(Math.min(at, changed.length - 4), value);
      return changed;
    }
  }

  /**
   * What an analysis did, counted: time depends on the machine, these depend on the file alone.
   *
   * @param calls how often it asked for octets
   * @param octets how many it was given
   */
  private record Work(long calls, long octets, long frames, long events) {
    static final Work NONE = new Work(0, 0, 0, 0);

    /** An octet is read once; no frame comes without a record, and no event without a frame. */
    void assertBounded(long fileLength, long mostUnpacked) {
      assertTrue(octets <= fileLength, this::toString);
      assertTrue(calls <= MOST_CALLS + fileLength / OCTETS_BY_CALL, this::toString);
      assertTrue(frames <= mostUnpacked / SHORTEST_RECORD, this::toString);
      assertTrue(events <= MOST_EVENTS_BY_FRAME * frames, this::toString);
    }
  }

  /** A file that counts how it is read. */
  private static final class CountedInput extends ByteArrayInputStream {
    private long calls;
    private long octets;

    CountedInput(byte[] file) {
      super(file);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      int count = super.read(into, offset, length);
      calls++;
      octets += Math.max(0, count);
      return count;
    }
  }

  private record Mutation(Change change, int place, int amount) {}

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void anyMutationOfAnySampleIsAnalysedWithWorkAndMemoryThatItsSizeBounds(
      @ForAll @From("samples") String sample,
      @ForAll Format format,
      @ForAll @Size(max = 6) List<@From("mutations") Mutation> mutations) {
    byte[] file = FILES.get(sample + format);
    for (Mutation mutation : mutations) {
      file = mutation.change.apply(file, mutation.place, mutation.amount);
    }
    byte[] mutated = file;
    AtomicReference<Work> done = new AtomicReference<>(Work.NONE);
    long allocated = Allocations.bytesOnce(() -> done.set(analyze(mutated)));

    done.get().assertBounded(mutated.length, mutated.length * format.mostUnpacked());
    assertTrue(
        allocated <= ALLOCATED_BY_ANY + ALLOCATED_BY_OCTET * mutated.length,
        allocated + " octets allocated for " + mutated.length);
  }

  @Provide
  static Arbitrary<String> samples() {
    return Arbitraries.of(SAMPLES);
  }

  @Provide
  static Arbitrary<Mutation> mutations() {
    return Combinators.combine(
            Arbitraries.of(Change.class),
            Arbitraries.integers().withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers())
        .as(Mutation::new);
  }

  private static Work analyze(byte[] file) {
    CountedInput input = new CountedInput(file);
    CaptureSource source = CaptureSource.of("mutated", input);
    long[] events = new long[1];
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      RunSummary summary =
          new FlowAnalyzer(AnalysisConfig.defaults()).stream(reader, event -> events[0]++);
      long skipped = summary.skipped().values().stream().mapToLong(Long::longValue).sum();
      assertEquals(summary.packets(), summary.tcpPackets() + skipped);
      assertEquals(summary.packets(), summary.capture().frames());
      assertTrue(summary.durationNanos() >= 0);
      return new Work(input.calls, input.octets, summary.packets(), events[0]);
    } catch (CaptureException refused) {
      assertTrue(refused.offset() >= 0);
      return new Work(input.calls, input.octets, 0, events[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All samples in all formats, analysed once, so that all classes are loaded. */
  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new HashMap<>();
    for (String sample : SAMPLES) {
      List<CapturedPacket> packets = packets(sample);
      for (Format format : Format.values()) {
        byte[] file = format.write(packets);
        analyze(file);
        files.put(sample + format, file);
      }
    }
    return files;
  }

  private static byte[] snoop(List<CapturedPacket> packets) {
    SnoopBytes file = new SnoopBytes(2, 4);
    packets.forEach(packet -> file.packet(packet, 0));
    return file.bytes();
  }

  private static List<CapturedPacket> packets(String sample) {
    List<CapturedPacket> packets = new ArrayList<>();
    Path file = Path.of("..", "samples", sample + ".pcap");
    try (CaptureReader reader = Captures.open(file)) {
      Frame frame = new Frame();
      while (reader.next(frame)) {
        int end = frame.offset() + frame.capturedLength();
        packets.add(
            new CapturedPacket(
                Arrays.copyOfRange(frame.bytes(), frame.offset(), end),
                frame.linkType(),
                frame.timestampNanos(),
                frame.originalLength()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packets;
  }
}
