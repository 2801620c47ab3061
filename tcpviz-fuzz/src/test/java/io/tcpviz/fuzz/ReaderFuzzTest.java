// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import io.tcpviz.testkit.PackedBytes;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any octets end a reader with frames and damages, or are refused as no capture. */
class ReaderFuzzTest {
  @MethodSource("pcapSeeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void pcap(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  @MethodSource("pcapngSeeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void pcapng(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  @MethodSource("snoopSeeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void snoop(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  @MethodSource("gzipSeeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void gzip(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  @MethodSource("lz4Seeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void lz4(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  @MethodSource("zstdSeeds")
  @FuzzTest(maxDuration = Seeds.DURATION)
  void zstd(byte[] file) throws IOException {
    Octets.readAll(file);
  }

  static Stream<byte[]> pcapSeeds() throws IOException {
    return Seeds.pcap();
  }

  static Stream<byte[]> pcapngSeeds() throws IOException {
    return Seeds.pcapng();
  }

  static Stream<byte[]> snoopSeeds() throws IOException {
    return Seeds.snoop();
  }

  static Stream<byte[]> gzipSeeds() throws IOException {
    return Seeds.pcap().map(PackedBytes::gzip);
  }

  static Stream<byte[]> lz4Seeds() throws IOException {
    return Seeds.pcap().map(PackedBytes::lz4Literals);
  }

  static Stream<byte[]> zstdSeeds() throws IOException {
    return Seeds.pcap().map(Zstd::compress);
  }
}
