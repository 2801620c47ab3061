// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

/**
 * Asked by a reader that waits for octets or frames that are not there yet, in the thread that
 * reads, within its call of {@link CaptureReader#next}: at least ten times a second while it waits.
 */
@FunctionalInterface
public interface IdleListener {
  /**
   * Nothing has come.
   *
   * @return whether to wait on; otherwise the capture ends where it is
   */
  boolean waitOn();
}
