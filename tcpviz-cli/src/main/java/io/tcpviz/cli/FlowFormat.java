// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowRow;
import java.util.List;

/** How connections are printed. */
interface FlowFormat {
  /** What it wants to know of each. */
  List<FlowField> fields();

  /** Prints one, at once or later; false where no more can be taken. */
  boolean print(FlowRow row, RowOutput out);

  /** Prints what is left. */
  default void end(RowOutput out) {}
}
