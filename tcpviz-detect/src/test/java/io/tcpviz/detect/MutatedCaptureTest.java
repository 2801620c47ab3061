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

  private record Mutation(Change change, int place, int amount) {}

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void anyMutationOfAnySampleIsAnalysedInMemoryThatItsSizeBounds(
      @ForAll @From("samples") String sample,
      @ForAll Format format,
      @ForAll @Size(max = 6) List<@From("mutations") Mutation> mutations) {
    byte[] file = FILES.get(sample + format);
    for (Mutation mutation : mutations) {
      file = mutation.change.apply(file, mutation.place, mutation.amount);
    }
    byte[] mutated = file;
    long allocated = Allocations.bytesOnce(() -> analyze(mutated));

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

  private static void analyze(byte[] file) {
    CaptureSource source = CaptureSource.of("mutated", new ByteArrayInputStream(file));
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      RunSummary summary = new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader).summary();
      long skipped = summary.skipped().values().stream().mapToLong(Long::longValue).sum();
      assertEquals(summary.packets(), summary.tcpPackets() + skipped);
      assertEquals(summary.packets(), summary.capture().frames());
      assertTrue(summary.durationNanos() >= 0);
    } catch (CaptureException refused) {
      assertTrue(refused.offset() >= 0);
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
