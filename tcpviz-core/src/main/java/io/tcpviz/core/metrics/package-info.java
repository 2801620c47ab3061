// SPDX-License-Identifier: Apache-2.0
/** What an analysis knows of whole connections and of the whole capture. */
package io.tcpviz.core.metrics;
