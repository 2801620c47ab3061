// SPDX-License-Identifier: Apache-2.0
/** Alerts: too many events of a kind within a window of capture time. */
package io.tcpviz.monitor.alert;
