// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.util.List;

/**
 * A backend that captures from interfaces, found through {@link java.util.ServiceLoader}.
 * Implementations are stateless.
 */
public interface LiveCaptureProvider {
  /** The name users choose it by, for example {@code pcap4j}. */
  String name();

  /**
   * Why the backend can open nothing on this machine, such as a library that is not installed, in
   * words for the user; null if it can. May load that library.
   */
  @Nullable
  String problem();

  /** The interfaces that this process may capture from. */
  List<String> interfaces() throws IOException;

  /**
   * Begins to capture. The reader ends when {@code idle} says so or the interface goes away, which
   * is a damage; {@link CaptureInterface#dropped()} of its info is what the kernel and the
   * interface dropped so far.
   *
   * @param idle asked while no frame comes
   * @throws IOException if the interface cannot be opened or the filter is none; the message says
   *     in words for the user what to do about it
   */
  CaptureReader open(LiveCaptureOptions options, IdleListener idle) throws IOException;
}
