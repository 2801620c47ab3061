// SPDX-License-Identifier: Apache-2.0
/** What the log of events writes to. */
package io.tcpviz.monitor.internal;
