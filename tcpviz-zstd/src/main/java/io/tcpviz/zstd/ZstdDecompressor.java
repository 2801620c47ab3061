// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.zstd;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tcpviz.core.capture.Decompressor;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks zstd (RFC 8878): any number of frames, skippable ones among them.
 *
 * <p>A frame may ask its reader to remember up to 2 GiB of what went before. As the {@code zstd}
 * program does without {@code --long}, this takes 128 MiB at most, which is as much as any of its
 * levels needs; a frame that asks for more is refused, so that no capture can fill the memory.
 */
public final class ZstdDecompressor implements Decompressor {
  private static final int LONGEST_WINDOW_LOG = 27;

  /** Stateless; made by {@link java.util.ServiceLoader}. */
  public ZstdDecompressor() {}

  @Override
  public String compression() {
    return "zstd";
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    try {
      ZstdInputStreamNoFinalizer unpacked = new ZstdInputStreamNoFinalizer(packed);
      unpacked.setLongMax(LONGEST_WINDOW_LOG);
      return new ReadableFailures(unpacked);
    } catch (LinkageError e) {
      throw new IOException("its library cannot be loaded: " + e.getMessage(), e);
    }
  }
}
