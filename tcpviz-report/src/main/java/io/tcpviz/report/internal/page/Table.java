// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import java.util.List;
import java.util.Map;

/**
 * A table as the page carries it.
 *
 * @param name what the page calls it
 * @param rows how many rows
 * @param columns what is decoded at once
 * @param details what is decoded for single rows
 * @param detailsBy the column that the details are ordered by, those of equal rows in the order of
 *     the rows; null where they are in the order of the rows
 */
record Table(
    String name, int rows, List<Column> columns, DetailBlocks details, @Nullable String detailsBy) {
  /** Puts the octets of the table to the names of the elements that carry them. */
  void octets(Map<String, Varints> into) {
    for (Column column : columns) {
      into.put(name + "." + column.name(), column.encoded());
    }
    into.put(name + ".details", details.finish());
    into.put(name + ".blocks", details.sizes().encoded());
  }
}
