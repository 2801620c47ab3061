// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads a capture frame by frame, in the order of the file.
 *
 * <p>A reader keeps everything that can be read: where a container is damaged or cut short it ends
 * (or goes on behind the damage), and {@link #info()} names file, offset and reason. It throws
 * {@link CaptureException} only from the provider's {@code open}, when the source is no capture at
 * all. Readers are used by one thread at a time, which need not be the one that opened them.
 */
public interface CaptureReader extends Closeable {
  /**
   * Lends the next frame.
   *
   * @param frame filled on true; its octets stay valid until the next call
   * @return false at the end of the capture
   * @throws IOException if the medium cannot be read
   */
  boolean next(Frame frame) throws IOException;

  /** What is known of the capture so far; complete once {@link #next} has returned false. */
  CaptureInfo info();

  /** Octets consumed from the medium so far, for progress; does not decrease. */
  long position();
}
