// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static io.tcpviz.testkit.PackedBytes.concat;
import static io.tcpviz.testkit.PackedBytes.gzip;
import static io.tcpviz.testkit.PackedBytes.lz4;
import static io.tcpviz.testkit.PackedBytes.skippable;
import static io.tcpviz.testkit.PackedBytes.storedLz4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.Allocations;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedCaptureTest {
  private static final List<CapturedPacket> PACKETS = packets(20);
  private static final byte[] PLAIN = CaptureBytes.pcap(PACKETS);

  /** The compressions that need no library. */
  private enum Packing {
    GZIP(octets -> gzip(octets)),
    LZ4(octets -> storedLz4(octets));

    private final UnaryOperator<byte[]> packing;

    Packing(UnaryOperator<byte[]> packing) {
      this.packing = packing;
    }

    byte[] pack(byte[] octets) {
      return packing.apply(octets);
    }

    String format() {
      return "pcap (nanosecond), " + name().toLowerCase(Locale.ROOT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsIfItWereNotPacked(Packing packing) throws IOException {
    byte[] packed = packing.pack(PLAIN);
    ReadCapture read = ReadCapture.of(packed);

    assertEquals(ReadCapture.of(PLAIN).frames(), read.frames());
    assertEquals(packing.format(), read.file().format());
    assertEquals(ReadCapture.SOURCE, read.file().name());
    assertEquals(packed.length, read.position(), "the position is that in the file");
    assertEquals(List.of(), read.file().damages());
  }

  @Test
  void pcapngInGzipIsReadToo() throws IOException {
    assertEquals(
        "pcapng, gzip", ReadCapture.of(gzip(CaptureBytes.pcapng(PACKETS))).file().format());
  }

  @ParameterizedTest
  @EnumSource
  void partsOneBehindTheOtherAreOneCapture(Packing packing) throws IOException {
    byte[] head = packing.pack(Arrays.copyOf(PLAIN, 500));
    byte[] nothing = packing.pack(new byte[0]);
    byte[] tail = packing.pack(Arrays.copyOfRange(PLAIN, 500, PLAIN.length));
    ReadCapture read = ReadCapture.of(concat(nothing, head, nothing, tail, nothing));

    assertEquals(PACKETS.size(), read.frames().size());
    assertEquals(List.of(), read.file().damages());
  }

  @ParameterizedTest
  @EnumSource
  void cutAnywhereItKeepsWhatWasWholeAndNamesThePlace(Packing packing) throws IOException {
    byte[] packed = packing.pack(PLAIN);
    List<ReadCapture.CopiedFrame> all = ReadCapture.of(PLAIN).frames();
    for (int length = 4; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      List<CaptureDamage> damages;
      try {
        ReadCapture read = ReadCapture.of(cut);
        assertEquals(all.subList(0, read.frames().size()), read.frames());
        damages = read.file().damages();
      } catch (CaptureException nothingYet) {
        damages =
            List.of(
                new CaptureDamage(nothingYet.source(), nothingYet.offset(), nothingYet.reason()));
      }
      String reason = packing.name().toLowerCase(Locale.ROOT) + " data cut short";
      CaptureDamage expected = new CaptureDamage(ReadCapture.SOURCE, length, reason);
      assertTrue(damages.contains(expected), "cut at " + length + ": " + damages);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyFlippedBitOnlyEndsItEarly(Packing packing) throws IOException {
    byte[] packed = packing.pack(PLAIN);
    for (int bit = 0; bit < 8 * packed.length; bit++) {
      byte[] flipped = packed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertHarmless(flipped);
    }
  }

  @Property(tries = 1000)
  void anyMutationOnlyEndsItEarly(
      @ForAll Packing packing,
      @ForAll @Size(min = 1, max = 12) List<Integer> places,
      @ForAll byte value)
      throws IOException {
    byte[] mutated = packing.pack(PLAIN);
    for (int place : places) {
      mutated[Math.floorMod(place, mutated.length)] = (byte) (value + place);
    }
    assertHarmless(mutated);
  }

  @Test
  void zerosBehindGzipMeanNothing() throws IOException {
    ReadCapture read = ReadCapture.of(concat(gzip(PLAIN), new byte[700], gzip(), new byte[9]));

    assertEquals(PACKETS.size(), read.frames().size());
    assertEquals(List.of(), read.file().damages());
  }

  @ParameterizedTest
  @EnumSource
  void anythingElseBehindItIsADamage(Packing packing) throws IOException {
    byte[] packed = packing.pack(PLAIN);
    ReadCapture read = ReadCapture.of(concat(packed, "more".getBytes(StandardCharsets.US_ASCII)));

    assertEquals(PACKETS.size(), read.frames().size());
    String name = packing.name().toLowerCase(Locale.ROOT);
    assertEquals(List.of(name + " data followed by octets that are not " + name), reasons(read));
  }

  @Test
  void everyFieldOfAGzipHeaderIsPassed() throws IOException {
    byte[] plain = gzip(PLAIN);
    byte[] start = HexFormat.of().parseHex("1f8b081e0000000000030500aabbccddee");
    byte[] texts = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] checksum = {1, 2};
    byte[] packed = concat(start, texts, checksum, Arrays.copyOfRange(plain, 10, plain.length));

    assertEquals(PACKETS.size(), ReadCapture.of(packed).frames().size());
  }

  @Test
  void aWrongChecksumIsADamageBehindWhatWasRead() throws IOException {
    byte[] packed = gzip(PLAIN);
    packed[packed.length - 8] ^= 1;
    ReadCapture read = ReadCapture.of(packed);

    assertEquals(PACKETS.size(), read.frames().size());
    assertEquals(List.of("gzip data damaged: its checksum differs"), reasons(read));
  }

  @Test
  void framesToBeSkippedTellNothingOfWhatFollows() throws IOException {
    byte[] label = skippable((byte) 1, (byte) 2, (byte) 3);
    byte[] packed = concat(label, label, storedLz4(PLAIN), label);

    assertEquals(PACKETS.size(), ReadCapture.of(packed).frames().size());
    CaptureException refused =
        assertThrows(CaptureException.class, () -> ReadCapture.of(Arrays.copyOf(label, 9)));
    assertEquals("cut short inside a skippable frame", refused.reason());
  }

  @Test
  void aBlockOfLz4MayReferToTheBlocksBefore() throws IOException {
    byte[] literals =
        concat(new byte[] {(byte) 0xF0, (byte) (100 - 15)}, Arrays.copyOf(PLAIN, 100));
    byte[] again = {0x0F, 100, 0, (byte) (100 - 4 - 15), 0}; // 100 back, 100 long; then nothing
    byte[] unpacked = new Lz4Stream(stream(lz4(literals, again))).readAllBytes();

    assertEquals(
        HexFormat.of().formatHex(concat(Arrays.copyOf(PLAIN, 100), Arrays.copyOf(PLAIN, 100))),
        HexFormat.of().formatHex(unpacked));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "before the first octet, 0f0500 00",
    "no distance at all, 10aa0000 00",
    "more literals than there are, f0ffffff00",
    "a match without its distance, 10aa01",
    "a length without its end, f0ffff",
  })
  void aBlockOfLz4ThatReachesBeyondItsBoundsIsADamage(String what, String block) {
    byte[] octets = HexFormat.of().parseHex(block.replace(" ", ""));

    assertEquals(
        "damaged: a block that makes no sense", failure(new Lz4Stream(stream(lz4(octets)))), what);
  }

  @Test
  void aBlockOfLz4IsNoLongerThanItsFrameAllows() {
    byte[] block = new byte[4 + 65_536 / 255 + 2];
    Arrays.fill(block, (byte) 0xFF);
    System.arraycopy(new byte[] {0x1F, 0, 1, 0}, 0, block, 0, 4);
    block[block.length - 1] = 0;
    byte[] claim = HexFormat.of().parseHex("04224d184040c0 01000100".replace(" ", ""));

    assertEquals(
        "damaged: a block that makes no sense", failure(new Lz4Stream(stream(lz4(block)))));
    assertEquals(
        "damaged: a block longer than its frame allows", failure(new Lz4Stream(stream(claim))));
  }

  @Test
  void anEmptyFileThatWasPackedIsEmpty() {
    CaptureException refused = assertThrows(CaptureException.class, () -> ReadCapture.of(gzip()));

    assertEquals(CaptureDamage.EMPTY, refused.reason());
  }

  @Test
  void whatIsPackedMustBeACaptureAndNotPackedAgain() {
    byte[] words = gzip("nothing of TCP".getBytes(StandardCharsets.US_ASCII));

    assertEquals(
        "test (unpacked): no capture that is read here: begins with 6e 6f 74 68 69 6e 67 20",
        assertThrows(CaptureException.class, () -> ReadCapture.of(words)).getMessage());
    assertEquals(
        "test (unpacked): compressed with gzip; unpack it first",
        assertThrows(CaptureException.class, () -> ReadCapture.of(gzip(gzip(PLAIN)))).getMessage());
  }

  @Test
  void withoutTheLibraryOfItsCompressionAFileIsRefusedWithItsName() {
    byte[] zstd = HexFormat.of().parseHex("28b52ffd04");

    assertEquals(
        "test: compressed with zstd: add io.tcpviz:tcpviz-zstd to read it, or unpack it",
        assertThrows(CaptureException.class, () -> ReadCapture.of(zstd)).getMessage());
  }

  @Test
  void whatTheMediumFailsWithIsNoDamage() {
    IOException unplugged = new IOException("unplugged");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw unplugged;
          }
        };
    byte[] start = Arrays.copyOf(gzip(PLAIN), 40);
    InputStream stream = new SequenceInputStream(stream(start), failing);

    assertSame(
        unplugged,
        assertThrows(
            IOException.class, () -> ReadCapture.of(Channels.newChannel(stream), 1 << 16)));
  }

  /** Frames without octets compress a thousandfold; none of that is ever held. */
  @Test
  void aBombIsReadInTheMemoryOfAnyOtherFile() throws IOException {
    int frames = 1_000_000;
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb, 1 << 16)) {
      out.write(PLAIN, 0, PcapHeader.LENGTH);
      byte[] zeros = new byte[16 * 1000];
      for (int i = 0; i < frames / 1000; i++) {
        out.write(zeros);
      }
    }
    byte[] packed = bomb.toByteArray();
    assertTrue(packed.length < 16 * frames / 500, "it is a bomb: " + packed.length);
    List<Long> counts = new ArrayList<>();
    long allocated = Allocations.bytes(() -> counts.add(count(packed)));

    assertEquals(frames, counts.get(0));
    assertTrue(allocated < 2_000_000, allocated + " octets allocated");
  }

  private static String failure(InputStream stream) {
    try {
      stream.readAllBytes();
      return "none";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static long count(byte[] packed) {
    try (CaptureReader reader =
        CaptureFormats.reader(
            "bomb", new InputWindow(Channels.newChannel(stream(packed)), 1 << 16))) {
      Frame frame = new Frame();
      long frames = 0;
      while (reader.next(frame)) {
        frames++;
      }
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertHarmless(byte[] packed) throws IOException {
    try {
      ReadCapture read = ReadCapture.of(packed);
      assertEquals(read.frames().size(), read.file().frames());
      assertTrue(read.position() <= packed.length);
    } catch (CaptureException expected) {
      assertTrue(expected.offset() >= 0);
    }
  }

  private static List<String> reasons(ReadCapture read) {
    return read.file().damages().stream().map(CaptureDamage::reason).toList();
  }

  private static InputStream stream(byte[] octets) {
    return new ByteArrayInputStream(octets);
  }

  private static List<CapturedPacket> packets(int count) {
    List<CapturedPacket> packets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] octets = new byte[40 + i];
      Arrays.fill(octets, (byte) i);
      packets.add(new CapturedPacket(octets, 1, 1_700_000_000_000_000_000L + i));
    }
    return packets;
  }
}
