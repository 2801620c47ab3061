// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The octets packed in a source, which end where the packed ones are damaged. */
final class UnpackedChannel implements ReadableByteChannel {
  private final String source;
  private final Compression compression;
  private final WindowStream packed;
  private final InputStream unpacked;
  private @Nullable CaptureDamage damage;
  private boolean open = true;

  UnpackedChannel(String source, InputWindow input, Compression compression)
      throws CaptureException {
    this.source = source;
    this.compression = compression;
    packed = new WindowStream(input);
    unpacked = compression.unpack(source, packed);
  }

  /**
   * Reads into a buffer that has an array.
   *
   * @throws IOException if the medium fails; damages are the end
   */
  @Override
  public int read(ByteBuffer buffer) throws IOException {
    if (damage != null) {
      return -1;
    }
    try {
      int index = buffer.arrayOffset() + buffer.position();
      int count = unpacked.read(buffer.array(), index, buffer.remaining());
      buffer.position(buffer.position() + Math.max(0, count));
      return count;
    } catch (IOException e) {
      IOException failure = packed.failure();
      if (failure != null) {
        throw failure;
      }
      damage = new CaptureDamage(source, packed.offset(), compression + " data " + e.getMessage());
      return -1;
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    unpacked.close();
  }

  /** Octets of the source that were read. */
  long offset() {
    return packed.offset();
  }

  /** Where and why the packed octets could not be read on; null while they can. */
  @Nullable
  CaptureDamage damage() {
    return damage;
  }
}
