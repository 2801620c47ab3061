// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tables of a page and what is needed to read them.
 *
 * @param beginNanos the time, since the epoch, that the page counts from
 * @param severities events by severity, as {@link Connection#severity(String)} numbers it
 * @param kinds the kinds of events, in the order of their numbers
 * @param connections all connections
 * @param events all events; null on a page that shows none
 * @param strings the texts, in the order of their numbers
 * @param octets the octets of the tables
 */
public record PageTables(
    long beginNanos,
    List<Long> severities,
    List<Kinds.Kind> kinds,
    Table connections,
    @Nullable Table events,
    List<String> strings,
    List<Packed> octets) {
  /** Compresses the tables. */
  static PageTables of(
      long beginNanos,
      List<Long> severities,
      List<Kinds.Kind> kinds,
      Table connections,
      @Nullable Table events,
      List<String> strings) {
    Map<String, Varints> octets = new LinkedHashMap<>();
    connections.octets(octets);
    if (events != null) {
      events.octets(octets);
    }
    return new PageTables(
        beginNanos, severities, kinds, connections, events, strings, Packed.of(octets));
  }

  /** Those that there are. */
  List<Table> all() {
    return Stream.of(connections, events).filter(table -> table != null).toList();
  }
}
