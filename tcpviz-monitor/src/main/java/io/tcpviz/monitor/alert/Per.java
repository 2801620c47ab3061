// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import java.util.Locale;

/** Whose events are counted together. */
public enum Per {
  /** One direction of a connection, as the {@code flow_id} of its events: {@code a:1->b:2}. */
  DIRECTION,

  /** The host that sent the packet of the event, by its address. */
  HOST,

  /** Two hosts, whoever sent: {@code a<->b}, the lower address first. */
  PAIR,

  /** The port of the server: {@code :443}. */
  PORT;

  /** The name in options, rules and JSON. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name; null if there is none. */
  public static @Nullable Per parse(String name) {
    for (Per per : values()) {
      if (per.jsonName().equals(name)) {
        return per;
      }
    }
    return null;
  }
}
