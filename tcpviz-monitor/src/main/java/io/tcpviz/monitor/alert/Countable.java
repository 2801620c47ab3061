// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * Something that can be counted.
 *
 * @param name in one word, for alerts
 * @param choice which events
 * @param measure what of them
 */
record Countable(String name, EventChoice choice, Measure measure) {}
