// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.zstd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PackedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ZstdDecompressorTest {
  private static final int FRAMES = 50;
  private static final byte[] PLAIN =
      CaptureBytes.pcap(Collections.nCopies(FRAMES, new CapturedPacket(new byte[60], 1, 5)));

  @Test
  void isFoundByTheReaderOfCaptures() throws IOException {
    CaptureFile file = read(Zstd.compress(PLAIN));

    assertEquals(FRAMES, file.frames());
    assertEquals("pcap (nanosecond), zstd", file.format());
    assertEquals(List.of(), file.damages());
  }

  @Test
  void framesOneBehindTheOtherAreOneCapture() throws IOException {
    byte[] head = Zstd.compress(Arrays.copyOf(PLAIN, 1000));
    byte[] tail = Zstd.compress(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length));
    byte[] label = PackedBytes.skippable((byte) 7);
    CaptureFile file = read(PackedBytes.concat(label, head, label, tail, label));

    assertEquals(FRAMES, file.frames());
    assertEquals(List.of(), file.damages());
  }

  @Test
  void cutAnywhereItNamesThePlace() throws IOException {
    byte[] packed = Zstd.compress(PLAIN);
    for (int length = 4; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      String text;
      try {
        text = read(cut).damages().toString();
      } catch (CaptureException nothingYet) {
        text = nothingYet.getMessage();
      }
      assertTrue(text.contains("zstd data cut short"), "cut at " + length + ": " + text);
    }
  }

  @Test
  void aFlippedBitIsFoundByTheChecksum() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
      out.setChecksum(true).write(PLAIN);
    }
    byte[] flipped = packed.toByteArray();
    flipped[flipped.length - 1] ^= 1;
    CaptureFile file = read(flipped);

    assertTrue(file.frames() >= FRAMES - 1024 / 60, "only " + file.frames() + " were kept");
    String reasons = file.damages().toString();
    assertTrue(reasons.contains("zstd data damaged: "), reasons);
  }

  /** 2 GiB to be remembered, as a file written with {@code --long=31} asks for. */
  @Test
  void aFrameThatAsksForMoreMemoryThanAnyLevelNeedsIsRefused() {
    byte[] packed = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) (21 << 3), 1, 0, 0};
    CaptureException refused = assertThrows(CaptureException.class, () -> read(packed));

    assertEquals(
        "zstd data needs more memory than 128 MiB; unpack it with zstd --long=31",
        refused.reason());
  }

  @Property(tries = 1000)
  void anyMutationOnlyEndsItEarly(
      @ForAll @Size(min = 1, max = 8) List<Integer> places, @ForAll byte value) throws IOException {
    byte[] mutated = Zstd.compress(PLAIN);
    for (int place : places) {
      mutated[Math.floorMod(place, mutated.length)] = (byte) (value + place);
    }
    try {
      assertFalse(
          read(mutated).damages().stream().map(CaptureDamage::reason).anyMatch(String::isEmpty));
    } catch (CaptureException expected) {
      assertTrue(expected.offset() >= 0);
    }
  }

  private static CaptureFile read(byte[] packed) throws IOException {
    CaptureSource source = CaptureSource.of("test", new ByteArrayInputStream(packed));
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      Frame frame = new Frame();
      while (reader.next(frame)) {
        assertTrue(frame.capturedLength() <= frame.originalLength());
      }
      return reader.info().files().get(0);
    }
  }
}
