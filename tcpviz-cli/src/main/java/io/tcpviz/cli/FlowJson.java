// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines of flows.jsonl, octet by octet; for a terminal made safe, for others may have written
 * them.
 *
 * @param forTerminal whether a terminal shows them
 */
record FlowJson(boolean forTerminal) implements FlowFormat {
  private static final byte[] LINE_FEED = {'\n'};

  @Override
  public List<FlowField> fields() {
    return List.of();
  }

  @Override
  public boolean print(FlowRow row, RowOutput out) {
    if (forTerminal) {
      out.print(TerminalText.escape(new String(row.line(), StandardCharsets.UTF_8)));
    } else {
      out.print(row.line());
    }
    out.print(LINE_FEED);
    return true;
  }
}
