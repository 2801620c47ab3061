// SPDX-License-Identifier: Apache-2.0
/** Captures that grow, rotate, or come through a pipe, read once and in order. */
package io.tcpviz.monitor.follow;
