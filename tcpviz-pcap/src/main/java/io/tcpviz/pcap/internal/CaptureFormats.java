// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import java.io.IOException;
import java.nio.ByteOrder;

/** Tells a capture's compression and format by its first octets. */
public final class CaptureFormats {
  private CaptureFormats() {}

  /**
   * Opens a source with the reader of its format.
   *
   * @throws CaptureException if it is no capture; the reason names the format where it is a known
   *     one
   * @throws IOException if the medium cannot be read
   */
  public static CaptureReader open(CaptureSource source) throws IOException {
    InputWindow input = InputWindow.of(source);
    try {
      return reader(source.name(), input);
    } catch (Throwable failure) {
      try (input) {
        throw failure;
      }
    }
  }

  static CaptureReader reader(String source, InputWindow input) throws IOException {
    Compression compression = Compression.of(source, input);
    return compression == null
        ? plainReader(source, input)
        : UnpackedReader.open(source, input, compression);
  }

  /** Opens a source that is not compressed, or what is unpacked of one. */
  static CaptureReader plainReader(String source, InputWindow input) throws IOException {
    if (!input.require(1)) {
      throw new CaptureException(source, 0, CaptureDamage.EMPTY);
    }
    if (input.require(4)) {
      int magic = input.int32(input.position());
      ByteOrder order = PcapHeader.orderOf(magic);
      if (order != null) {
        input.order(order);
        return new PcapReader(source, input);
      }
      if (magic == PcapngBlocks.SECTION_HEADER) {
        return new PcapngReader(source, input);
      }
      if (input.require(8) && input.int64(input.position()) == SnoopReader.MAGIC) {
        return new SnoopReader(source, input);
      }
    }
    throw new CaptureException(source, 0, ForeignFormat.reason(input));
  }
}
