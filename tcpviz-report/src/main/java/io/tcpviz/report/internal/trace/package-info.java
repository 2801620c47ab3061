// SPDX-License-Identifier: Apache-2.0
/** Which segments of a capture a page carries, within a budget. Not API. */
package io.tcpviz.report.internal.trace;
