// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.event.Severity;
import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowField.Kind;
import io.tcpviz.report.FlowFields;
import io.tcpviz.report.FlowRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table for people, as wide as the terminal. Where it is too narrow for all columns, the less
 * telling ones are left out. The first rows decide how wide a column is.
 */
final class FlowTable implements FlowFormat {
  private static final int ROWS_MEASURED = 1_000;
  private static final String GAP = "  ";

  /** The narrowest endpoint that still says something. */
  private static final int NARROWEST = 15;

  /** Room for any IPv4 address with its port. */
  private static final int ANY_IPV4 = 21;

  private static final List<String> USUAL =
      List.of(
          "connection",
          "verdict",
          "from",
          "to",
          "lost",
          "retransmitted",
          "payload",
          "rtt",
          "packets",
          "duration",
          "state");

  private static final Map<String, String> HEADS =
      Map.of("connection", "#", "from", "client", "to", "server", "retransmitted", "resent");

  private static final FlowField SEVERITY = field("severity");
  private static final Severity[] SEVERITIES = Severity.values();

  private final List<FlowField> columns;
  private final List<FlowField> fields;
  private final Console console;
  private final boolean usual;
  private final int verdict;
  private final List<String[]> measured = new ArrayList<>();
  private final List<Severity> severities = new ArrayList<>();
  private int[] widths = {};

  /** These columns, or the usual ones if there are none. */
  FlowTable(List<FlowField> columns, Console console) {
    this.usual = columns.isEmpty();
    this.columns = usual ? USUAL.stream().map(FlowTable::field).toList() : columns;
    this.fields = Stream.concat(this.columns.stream(), Stream.of(SEVERITY)).toList();
    this.verdict = this.columns.indexOf(field("verdict"));
    this.console = console;
  }

  private static FlowField field(String name) {
    return FlowFields.find(name).orElseThrow();
  }

  @Override
  public List<FlowField> fields() {
    return fields;
  }

  @Override
  public boolean print(FlowRow row, RowOutput out) {
    String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = FlowCell.text(row, columns.get(i));
    }
    Severity severity = severity(row);
    if (widths.length > 0) {
      out.print(line(cells, severity));
      return true;
    }
    measured.add(cells);
    severities.add(severity);
    if (measured.size() == ROWS_MEASURED) {
      printMeasured(out);
    }
    return true;
  }

  @Override
  public void end(RowOutput out) {
    if (widths.length == 0 && !measured.isEmpty()) {
      printMeasured(out);
    }
  }

  private Severity severity(FlowRow row) {
    long rank = row.number(SEVERITY);
    return rank < 0 ? Severity.INFO : SEVERITIES[(int) rank];
  }

  private void printMeasured(RowOutput out) {
    String[] heads = columns.stream().map(FlowTable::head).toArray(String[]::new);
    widths = new int[heads.length];
    for (int i = 0; i < heads.length; i++) {
      widths[i] = heads[i].length();
      for (String[] cells : measured) {
        widths[i] = Math.max(widths[i], cells[i].length());
      }
    }
    if (console.isOnTerminal()) {
      fit(console.columns());
    }
    out.print(console.bold(body(heads)) + "\n");
    for (int row = 0; row < measured.size(); row++) {
      out.print(line(measured.get(row), severities.get(row)));
    }
    measured.clear();
  }

  private static String head(FlowField field) {
    return HEADS.getOrDefault(field.name(), field.name());
  }

  /** Shortens very long endpoints, then leaves out columns from the right, until a line fits. */
  private void fit(int terminal) {
    for (int i = 0; i < widths.length && width() > terminal; i++) {
      if (columns.get(i).kind() == Kind.ENDPOINT) {
        widths[i] = Math.min(widths[i], Math.max(ANY_IPV4, terminal / 4));
      }
    }
    int last = widths.length - 1;
    while (width() > terminal && last > 0 && !(usual && last <= USUAL.indexOf("lost"))) {
      widths[last--] = 0;
    }
    if (!usual) {
      widths[0] = Math.min(widths[0], terminal);
      return;
    }
    int from = USUAL.indexOf("from");
    if (width() > terminal) {
      shorten(from, from + 1, terminal);
    }
  }

  private void shorten(int from, int to, int terminal) {
    int room = widths[from] + widths[to] - (width() - terminal);
    if (room < 2 * NARROWEST) {
      room += widths[from] > 0 ? GAP.length() : 0;
      widths[from] = 0;
      widths[to] = Math.min(widths[to], Math.max(NARROWEST, room));
      return;
    }
    int narrow = Math.min(widths[from], widths[to]);
    int half = Math.min(narrow, room / 2);
    widths[from] = widths[from] == narrow ? half : Math.min(widths[from], room - half);
    widths[to] = Math.min(widths[to], room - widths[from]);
  }

  private int width() {
    int sum = 0;
    for (int width : widths) {
      sum += width == 0 ? 0 : width + (sum == 0 ? 0 : GAP.length());
    }
    return sum;
  }

  private String line(String[] cells, Severity severity) {
    return (severity == Severity.INFO ? body(cells) : painted(cells, severity)) + "\n";
  }

  /** With the verdict in its colour, where it is a column. */
  private String painted(String[] cells, Severity severity) {
    String text = body(cells);
    if (verdict < 0 || widths[verdict] == 0) {
      return text;
    }
    int at = text.indexOf(cells[verdict]);
    int end = at + cells[verdict].length();
    return text.substring(0, at) + console.paint(severity, cells[verdict]) + text.substring(end);
  }

  private String body(String[] cells) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      if (widths[i] > 0) {
        text.append(text.length() == 0 ? "" : GAP);
        String cell = FlowCell.shortened(cells[i], widths[i]);
        String space = " ".repeat(widths[i] - cell.length());
        text.append(isText(columns.get(i)) ? cell + space : space + cell);
      }
    }
    return text.toString().stripTrailing();
  }

  private static boolean isText(FlowField field) {
    return field.kind() == Kind.TEXT || field.kind() == Kind.ENDPOINT || field.kind() == Kind.RANK;
  }
}
