// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks captures of one compression, found through {@link java.util.ServiceLoader} when a capture
 * needs it. Implementations are stateless.
 *
 * <p>The native backend unpacks gzip and lz4 by itself; a decompressor brings what the JDK cannot.
 */
public interface Decompressor {
  /** The compression as users call it, in lower case, for example {@code zstd}. */
  String compression();

  /**
   * Unpacks a stream while it is being read, in memory that does not depend on its length.
   *
   * @param packed the packed octets from the first one on; closed with the returned stream
   * @return the octets that are packed in it. Where the packed ones are damaged or cut, it hands
   *     out everything before and then throws an {@link IOException} whose message says what is
   *     wrong in words for the user
   * @throws IOException if the library that unpacks cannot be loaded
   */
  InputStream unpack(InputStream packed) throws IOException;
}
