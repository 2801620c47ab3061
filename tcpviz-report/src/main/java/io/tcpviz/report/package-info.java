// SPDX-License-Identifier: Apache-2.0
/** What an analysis leaves behind: files for programs and pages for people. */
package io.tcpviz.report;
