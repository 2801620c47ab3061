// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.io.IOException;

/**
 * A backend that reads captures, found through {@link java.util.ServiceLoader}. Implementations are
 * stateless.
 */
public interface CaptureProvider {
  /** The name users choose it by, for example {@code native}. */
  String name();

  /**
   * Why the backend can open nothing on this machine, such as a library that is not installed, in
   * words for the user; null if it can. May load that library.
   */
  default @Nullable String problem() {
    return null;
  }

  /**
   * Opens one capture. The format is told by its content, never by its name.
   *
   * @param source where the octets come from; closed with the reader, or here on failure
   * @throws CaptureException if the content is no capture that this backend reads
   * @throws IOException if the medium cannot be read
   */
  CaptureReader open(CaptureSource source) throws IOException;
}
