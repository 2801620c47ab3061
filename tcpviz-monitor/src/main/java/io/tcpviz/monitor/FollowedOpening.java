// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.FollowedCapture;
import java.io.IOException;

/** Opens what a monitor reads. */
@FunctionalInterface
public interface FollowedOpening {
  /**
   * Opens it.
   *
   * @param idle asked while nothing comes
   * @throws IOException if it cannot be opened
   */
  FollowedCapture open(IdleListener idle) throws IOException;
}
