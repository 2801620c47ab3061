// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowFields;
import io.tcpviz.report.FlowRow;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180), under a header. What is not known is empty. */
final class FlowCsv implements FlowFormat {
  private static final String END = "\r\n"; // RFC 4180 §2

  private final List<FlowField> fields;
  private boolean begun;

  /** These fields, or all if there are none. */
  FlowCsv(List<FlowField> fields) {
    this.fields = fields.isEmpty() ? FlowFields.ofFile() : fields;
  }

  @Override
  public List<FlowField> fields() {
    return fields;
  }

  @Override
  public boolean print(FlowRow row, RowOutput out) {
    begin(out);
    StringBuilder line = new StringBuilder();
    for (FlowField field : fields) {
      line.append(line.length() == 0 && field.equals(fields.get(0)) ? "" : ",");
      line.append(quoted(Objects.requireNonNullElse(row.text(field), "")));
    }
    out.print(line.append(END).toString());
    return true;
  }

  @Override
  public void end(RowOutput out) {
    begin(out); // a header without rows is a table without rows
  }

  private void begin(RowOutput out) {
    if (!begun) {
      begun = true;
      out.print(fields.stream().map(FlowField::name).collect(Collectors.joining(",")) + END);
    }
  }

  /** Control characters other than the end of a line have no place in CSV. */
  private static String quoted(String value) {
    String safe = TerminalText.escape(value);
    boolean plain = safe.indexOf(',') < 0 && safe.indexOf('"') < 0;
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
