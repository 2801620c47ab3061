// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a compressed capture, one layer deep. Damages in what is unpacked are told apart from those
 * of the file by the name of their source.
 */
final class UnpackedReader implements CaptureReader {
  private final String source;
  private final Compression compression;
  private final UnpackedChannel channel;
  private final CaptureReader reader;

  private UnpackedReader(
      String source, Compression compression, UnpackedChannel channel, CaptureReader reader) {
    this.source = source;
    this.compression = compression;
    this.channel = channel;
    this.reader = reader;
  }

  /**
   * Opens a source whose window stands before the packed octets.
   *
   * @throws CaptureException if there is no capture in them; they are closed then
   */
  static CaptureReader open(String source, InputWindow input, Compression compression)
      throws IOException {
    UnpackedChannel channel = new UnpackedChannel(source, input, compression);
    InputWindow unpacked = new InputWindow(channel, InputWindow.CAPACITY);
    try {
      CaptureReader reader = CaptureFormats.plainReader(source + " (unpacked)", unpacked);
      return new UnpackedReader(source, compression, channel, reader);
    } catch (Throwable failure) {
      try (unpacked) {
        CaptureDamage damage = channel.damage();
        if (failure instanceof CaptureException && damage != null) {
          throw new CaptureException(source, damage.offset(), damage.reason());
        }
        throw failure;
      }
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    return reader.next(frame);
  }

  @Override
  public CaptureInfo info() {
    CaptureInfo info = reader.info();
    CaptureFile file = info.files().get(0);
    List<CaptureDamage> damages = new ArrayList<>(file.damages());
    CaptureDamage damage = channel.damage();
    if (damage != null) {
      damages.add(damage);
    }
    String format = file.format() + ", " + compression;
    return new CaptureInfo(
        info.backend(),
        List.of(new CaptureFile(source, format, file.frames(), file.interfaces(), damages)));
  }

  @Override
  public long position() {
    return channel.offset();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
