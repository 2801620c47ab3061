// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/**
 * An event as it stood at one moment of an analysis that is still going on.
 *
 * @param id unique within the analysis, counted from 1
 * @param event what was said
 */
public record LiveEvent(long id, TcpEvent event) {}
