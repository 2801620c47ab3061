// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;

/**
 * One interface that a capture file describes. Classic pcap files have exactly one.
 *
 * @param name as the capturing host called it, or null; untrusted text
 * @param linkType registry number ({@link LinkType})
 * @param snapLength most octets kept of a frame; 0 for unlimited
 * @param frames frames read from it so far
 * @param dropped frames that the capturing host says it lost (pcapng {@code isb_ifdrop} and {@code
 *     isb_osdrop}), or -1 where the file does not say
 */
public record CaptureInterface(
    @Nullable String name, int linkType, int snapLength, long frames, long dropped) {}
