// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.util.Locale;

/** When to colour. */
enum ColorMode {
  /** On a terminal that does not say it cannot. */
  AUTO,
  /** Always, also into files. */
  ALWAYS,
  /** Never. */
  NEVER;

  /** Whether results are coloured in this process; {@code NO_COLOR} and a dumb terminal say no. */
  boolean colors(Host host) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          host.outIsTerminal()
              && host.env().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(host.env().get("TERM"));
    };
  }

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
