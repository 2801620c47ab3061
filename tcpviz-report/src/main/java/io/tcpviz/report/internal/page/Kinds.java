// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.EventKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of events on a page: ours in their own order, then others in order of sight. */
final class Kinds {
  /** Kinds that are told apart at most; the rest of a strange file becomes one kind. */
  static final int MOST = 32;

  private static final String OTHER = "other";

  /** A kind and what people call it. */
  record Kind(String name, String title) {}

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Kind> all = new ArrayList<>();

  Kinds() {
    for (EventKind kind : EventKind.values()) {
      add(new Kind(kind.jsonName(), kind.title()));
    }
  }

  /** The number of the kind that events.jsonl calls {@code name}. */
  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    if (all.size() < MOST - 1) {
      String visible = Strings.visible(name);
      numbers.put(name, all.size());
      all.add(new Kind(visible, visible.replace('_', ' ')));
      return all.size() - 1;
    }
    return numbers.containsKey(OTHER) ? numbers.get(OTHER) : add(new Kind(OTHER, OTHER));
  }

  private int add(Kind kind) {
    numbers.put(kind.name(), all.size());
    all.add(kind);
    return all.size() - 1;
  }

  List<Kind> all() {
    return all;
  }
}
