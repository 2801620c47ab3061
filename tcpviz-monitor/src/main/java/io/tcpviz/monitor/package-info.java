// SPDX-License-Identifier: Apache-2.0
/** The monitor: an analysis that goes on while its capture is written. */
package io.tcpviz.monitor;
