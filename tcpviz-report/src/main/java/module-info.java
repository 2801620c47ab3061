// SPDX-License-Identifier: Apache-2.0
/** JSON lines, session directories and self-contained HTML pages. */
module io.tcpviz.report {
  requires transitive io.tcpviz.core;
  requires com.fasterxml.jackson.core;

  exports io.tcpviz.report;
}
