// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

/**
 * A place where a capture is cut or damaged; everything readable around it was kept.
 *
 * @param source name of the file or stream
 * @param offset octets from its beginning to the first one that could not be used
 * @param reason what is wrong there, in words for the user
 */
public record CaptureDamage(String source, long offset, String reason) {
  /** The reason of a file without a single octet, such as one that is just begun. */
  public static final String EMPTY = "empty";

  /** The reason where reading was broken off, by whoever reads: the capture itself may be sound. */
  public static final String INTERRUPTED = "reading was interrupted here";

  @Override
  public String toString() {
    return describe(source, offset, reason);
  }

  /** In words; where it is wrong from its first octet on, the source as a whole is. */
  static String describe(String source, long offset, String reason) {
    return source + (offset == 0 ? "" : ", byte " + offset) + ": " + reason;
  }
}
