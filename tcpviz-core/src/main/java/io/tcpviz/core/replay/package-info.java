// SPDX-License-Identifier: Apache-2.0
/** A second look at a capture that was analysed: the segments of known connections. */
package io.tcpviz.core.replay;
