// SPDX-License-Identifier: Apache-2.0
/** Pages in a real browser: one Chromium for all tests of a module, a tab for each test. */
package io.tcpviz.report.browser;
