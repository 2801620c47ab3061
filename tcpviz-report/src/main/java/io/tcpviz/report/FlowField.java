// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import java.util.List;

/**
 * Something that flows.jsonl says of a connection, or that follows from it, under a name for people
 * and scripts.
 *
 * @param name its name: that of the field, with {@code c2s.} and the like before the fields of
 *     inner objects; or a shorter one, see {@link FlowFields}
 * @param kind what its values are
 * @param paths the fields that it is made of
 */
public record FlowField(String name, Kind kind, List<String> paths) {
  /** What the values of a field are, and in which unit {@link FlowRow#number} gives them. */
  public enum Kind {
    /** Words of any kind. */
    TEXT,
    /** An address with its port. */
    ENDPOINT,
    /** One of a few words that have an order, by which they are numbered. */
    RANK,
    /** A number of things, octets or an ordinal number. */
    COUNT,
    /** A duration, in nanoseconds. */
    DURATION,
    /** A point in time, in nanoseconds since the epoch. */
    TIME,
    /** A part of a whole, in millionths. */
    SHARE
  }

  /** Copies the list. */
  public FlowField {
    paths = List.copyOf(paths);
  }

  /** Whether one wants to see its largest values first. */
  public boolean isLargestFirst() {
    return switch (kind) {
      case TEXT, ENDPOINT, TIME -> false;
      case RANK, DURATION, SHARE -> true;
      case COUNT ->
          !List.of("connection", "cport", "sport", "first_frame").contains(name); // ordinals
    };
  }
}
