// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.List;

/**
 * A table as the page carries it.
 *
 * @param name what the page calls it
 * @param rows how many rows
 * @param columns what is decoded at once
 * @param details what is decoded for single rows
 */
record Table(String name, int rows, List<Column> columns, DetailBlocks details) {}
