// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.replay;

import io.tcpviz.core.tcp.Endpoint;

/**
 * What tells the segments of a connection from all others of a capture.
 *
 * @param client the side that opened it
 * @param server the other side
 * @param source index of the file that holds its first packet
 * @param firstFrame frame of its first packet in that file
 * @param lastNanos capture time of its last packet, nanoseconds since the epoch: later ones are of
 *     nobody, such as a SYN that an analysis only counted; the largest number where not known
 */
public record ConnectionBeginning(
    Endpoint client, Endpoint server, int source, long firstFrame, long lastNanos) {}
