// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.report.internal.trace.FramesOfEvents;
import java.util.List;

/**
 * A session of which everything is known.
 *
 * @param connections its connections, in the order of the page
 * @param frames the frames that events are about, by row and file
 * @param texts the texts that the rows of connections and events refer to
 * @param beginNanos the time, since the epoch, that the page counts from
 */
public record OrderedSession(
    Connections connections, FramesOfEvents frames, List<String> texts, long beginNanos) {}
