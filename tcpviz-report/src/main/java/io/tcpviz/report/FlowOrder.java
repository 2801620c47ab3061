// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

/**
 * By what connections are ordered. Those of which the field is not known come last in any case.
 *
 * @param field the field
 * @param descending whether the largest come first
 */
public record FlowOrder(FlowField field, boolean descending) {}
