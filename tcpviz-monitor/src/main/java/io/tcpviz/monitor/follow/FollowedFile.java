// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

/**
 * A file that was followed, as it can be known again.
 *
 * @param name what it was called when it was begun
 * @param firstNanos time of its first frame, nanoseconds since the epoch
 * @param fingerprint stands for the octets of that frame
 */
public record FollowedFile(String name, long firstNanos, long fingerprint) {
  /** Whether it is the same capture, whatever it is called. */
  public boolean isSameAs(FollowedFile other) {
    return firstNanos == other.firstNanos && fingerprint == other.fingerprint;
  }
}
