// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What a live page is told at once: all that it shall show, or what has changed. Whatever is told
 * again replaces what was told before.
 *
 * @param events events as they stand, in the order in which they were told
 * @param withdrawn ids of events that are no longer said, or that others have replaced
 * @param connections connections as they stand, each number once
 * @param summary the run as a whole; null where it is as before
 * @param status how the run stands, presented field by field
 * @param alerts alerts in the order in which they arose, each presented field by field
 * @param fileName the name of a file, as {@link io.tcpviz.core.event.PacketRef#source()} numbers
 *     it; null where there is only one
 */
public record LivePart(
    List<LiveEvent> events,
    List<Long> withdrawn,
    List<FlowSummary> connections,
    @Nullable RunSummary summary,
    Consumer<FieldVisitor> status,
    List<Consumer<FieldVisitor>> alerts,
    @Nullable IntFunction<String> fileName) {
  /** Copies the lists. */
  public LivePart {
    events = List.copyOf(events);
    withdrawn = List.copyOf(withdrawn);
    connections = List.copyOf(connections);
    alerts = List.copyOf(alerts);
  }
}
