// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import java.nio.file.Path;

/**
 * Lines of a session's file that make no sense, and that a page therefore leaves out.
 *
 * @param file the file
 * @param first 1-based number of the first such line
 * @param count how many there are, at least 1
 */
public record SkippedLines(Path file, long first, long count) {}
