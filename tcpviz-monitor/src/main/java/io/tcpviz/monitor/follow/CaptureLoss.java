// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

/**
 * Part of a capture that was gone before it could be read: the ring overtook its reader. Where
 * neither octets nor files can be counted both are 0, and it may be that nothing is lost.
 *
 * @param file the first file that is missing or of which something is missing
 * @param octets how many octets at least
 * @param files how many files of which nothing was read, at least
 * @param afterNanos time of the last frame before the gap, nanoseconds since the epoch; {@link
 *     Long#MIN_VALUE} if there is none
 */
public record CaptureLoss(String file, long octets, int files, long afterNanos) {}
