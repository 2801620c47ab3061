// SPDX-License-Identifier: Apache-2.0
/** How the files of a session become one self-contained page. Not API. */
package io.tcpviz.report.internal.page;
