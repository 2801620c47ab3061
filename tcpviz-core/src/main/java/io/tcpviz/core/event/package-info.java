// SPDX-License-Identifier: Apache-2.0
/** Everything tcpviz can say about TCP, and to whom. */
package io.tcpviz.core.event;
