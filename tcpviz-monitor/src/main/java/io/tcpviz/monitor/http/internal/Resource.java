// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import java.io.IOException;

/** What is served at one path. */
@FunctionalInterface
public interface Resource {
  /**
   * Answers a request, in one of the server's threads.
   *
   * @throws IOException if the client is gone
   */
  void answer(Request request) throws IOException;
}
