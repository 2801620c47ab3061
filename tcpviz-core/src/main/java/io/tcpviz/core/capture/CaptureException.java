// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.io.IOException;

/** A source that is not a readable capture: says which source, where in it, and why. */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long offset;
  private final String reason;

  /**
   * Describes a broken container.
   *
   * @param source name of the file or stream
   * @param offset octets from its beginning to the place that could not be understood
   * @param reason what was found there, in words for the user
   */
  public CaptureException(String source, long offset, String reason) {
    super(CaptureDamage.describe(source, offset, reason));
    this.source = source;
    this.offset = offset;
    this.reason = reason;
  }

  /** Name of the file or stream. */
  public String source() {
    return source;
  }

  /** Octets from the beginning of the source to the damage. */
  public long offset() {
    return offset;
  }

  /** What was found there. */
  public String reason() {
    return reason;
  }
}
