// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowFields;
import io.tcpviz.report.FlowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Fields of connections as users name them; a name that is none is wrong usage. */
final class FlowNames {
  private static final int MOST_NEAR = 6;

  private final CommandSpec command;

  FlowNames(CommandSpec command) {
    this.command = command;
  }

  /** The fields of an option. */
  List<FlowField> fields(String option, List<String> names) {
    List<FlowField> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(field(option, name.strip()));
    }
    return fields;
  }

  /** The orders of an option: fields, each with {@code :asc} or {@code :desc} if wanted. */
  List<FlowOrder> orders(String option, List<String> words) {
    List<FlowOrder> orders = new ArrayList<>();
    for (String word : words) {
      int colon = word.indexOf(':');
      FlowField field = field(option, (colon < 0 ? word : word.substring(0, colon)).strip());
      String direction = colon < 0 ? "" : word.substring(colon + 1).strip();
      orders.add(
          switch (direction) {
            case "asc" -> new FlowOrder(field, false);
            case "desc" -> new FlowOrder(field, true);
            case "" -> new FlowOrder(field, field.isLargestFirst());
            default ->
                throw wrong(
                    option, word, "expected asc or desc behind the colon of '" + word + "'");
          });
    }
    return orders;
  }

  private FlowField field(String option, String name) {
    return FlowFields.find(name)
        .orElseThrow(
            () ->
                wrong(
                    option,
                    name,
                    "no field is called '"
                        + name
                        + "'; near it: "
                        + String.join(", ", near(name))));
  }

  private ParameterException wrong(String option, String value, String message) {
    return new ParameterException(
        command.commandLine(), option + ": " + message, command.findOption(option), value);
  }

  /** The names that one may have meant: those that have the word in them, then the most similar. */
  static List<String> near(String name) {
    String word = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return FlowFields.names().stream()
        .sorted(Comparator.comparingInt((String each) -> distance(word, each)))
        .limit(MOST_NEAR)
        .toList();
  }

  private static int distance(String word, String name) {
    String inner = name.substring(name.indexOf('.') + 1);
    boolean within = !word.isEmpty() && (name.contains(word) || word.contains(inner));
    return (within ? 0 : 100) + edits(word, inner);
  }

  /** Letters to insert, delete or replace between two words. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
