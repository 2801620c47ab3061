// SPDX-License-Identifier: Apache-2.0
/** Captured frames and the readers that lend them. */
package io.tcpviz.core.capture;
