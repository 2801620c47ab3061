// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Says in words for the user what the library says in its own. A call of the library that fails
 * keeps what it had unpacked before; asking for little at a time makes that little.
 */
final class ReadableFailures extends FilterInputStream {
  private static final int MOST_AT_ONCE = 1 << 10;

  ReadableFailures(InputStream unpacked) {
    super(unpacked);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, Math.min(length, MOST_AT_ONCE));
    } catch (ZstdIOException e) {
      throw new IOException(words(e), e);
    }
  }

  private static String words(ZstdIOException failure) {
    long code = failure.getErrorCode();
    if (code == Zstd.errFrameParameterWindowTooLarge()) {
      return "needs more memory than 128 MiB; unpack it with zstd --long=31";
    }
    if (code == Zstd.errDictionaryWrong()) {
      return "needs a dictionary";
    }
    String said = String.valueOf(failure.getMessage());
    return said.startsWith("Truncated") ? "cut short" : "damaged: " + said;
  }
}
