// SPDX-License-Identifier: Apache-2.0
/** What a monitor counts, for Prometheus; docs/METRICS.md explains each metric. */
package io.tcpviz.monitor.metrics;
