// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PackedBytes;
import io.tcpviz.testkit.SnoopBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that others cut or delete under a reader gives what was read of it, and no false end. */
class FileThatChangesTest {
  private static final List<CapturedPacket> PACKET =
      List.of(new CapturedPacket(new byte[1000], 1, 1_700_000_000_000_000_000L));

  /** Far more octets than a reader has at hand at once. */
  private static final List<CapturedPacket> MANY = Collections.nCopies(2000, PACKET.get(0));

  @TempDir private Path directory;

  private enum Format {
    PCAP,
    PCAPNG,
    SNOOP;

    byte[] write(List<CapturedPacket> packets) {
      return switch (this) {
        case PCAP -> CaptureBytes.pcap(packets);
        case PCAPNG -> CaptureBytes.pcapng(packets);
        case SNOOP -> {
          SnoopBytes file = new SnoopBytes(2, 4);
          packets.forEach(packet -> file.packet(packet, 0));
          yield file.bytes();
        }
      };
    }
  }

  @FunctionalInterface
  private interface Mishap {
    void befall(Path file) throws IOException;
  }

  private record Outcome(long frames, List<CaptureDamage> damages) {}

  @ParameterizedTest
  @EnumSource
  void aFileCutBetweenTwoReadsIsCutShortWhereItsLastOctetsWere(Format format) throws IOException {
    Outcome outcome = read(format.write(MANY), file -> truncate(file, 100));

    assertTrue(outcome.frames > 0 && outcome.frames < MANY.size(), outcome::toString);
    assertEquals(1, outcome.damages.size());
    assertTrue(outcome.damages.get(0).reason().startsWith("cut short inside"), outcome::toString);
  }

  @ParameterizedTest
  @EnumSource
  void aFileCutWhereAPartEndsDoesNotPassForWhole(Format format) throws IOException {
    byte[] file = format.write(PACKET);
    Outcome outcome = read(file, changed -> truncate(changed, 24));

    assertEquals(1, outcome.frames);
    assertEquals(1, outcome.damages.size());
    assertEquals("became shorter while it was read", outcome.damages.get(0).reason());
    assertEquals(file.length, outcome.damages.get(0).offset());
  }

  @ParameterizedTest
  @EnumSource
  void aCompressedFileCutBetweenTwoReadsIsDamaged(Format format) throws IOException {
    Outcome outcome = read(packed(format.write(MANY)), file -> truncate(file, 100));

    assertTrue(outcome.frames > 0 && outcome.frames < MANY.size(), outcome::toString);
    assertTrue(!outcome.damages.isEmpty(), outcome::toString);
  }

  @ParameterizedTest
  @EnumSource
  void aDeletedFileIsReadToItsEnd(Format format) throws IOException {
    assertEquals(
        new Outcome(MANY.size(), List.of()), read(format.write(MANY), file -> Files.delete(file)));
  }

  @ParameterizedTest
  @EnumSource
  void aNamedPipeHasNoSizeAndNeverBecomesShorter(Format format) throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path file = Files.write(directory.resolve("capture"), format.write(MANY));
    Process writer = new ProcessBuilder("cp", file.toString(), pipe.toString()).start();

    assertEquals(new Outcome(MANY.size(), List.of()), read(pipe, unchanged -> {}));
    assertEquals(0, writer.waitFor());
  }

  /** Frames of lz4, none of which ends where a read of a reader does. */
  private static byte[] packed(byte[] file) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int at = 0; at < file.length; at += 50_000) {
      int end = Math.min(file.length, at + 50_000);
      frames.writeBytes(PackedBytes.storedLz4(Arrays.copyOfRange(file, at, end)));
    }
    return frames.toByteArray();
  }

  /** Reads a file that something befalls behind its first frame. */
  private Outcome read(byte[] octets, Mishap mishap) throws IOException {
    return read(Files.write(directory.resolve("capture"), octets), mishap);
  }

  private static Outcome read(Path file, Mishap mishap) throws IOException {
    try (CaptureReader reader = Captures.open(file)) {
      Frame frame = new Frame();
      assertTrue(reader.next(frame));
      mishap.befall(file);
      long frames = 1;
      while (reader.next(frame)) {
        frames++;
      }
      return new Outcome(frames, reader.info().damages());
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }
}
