// SPDX-License-Identifier: Apache-2.0
/**
 * Where bytes stop: frames become segments here, and no code outside this package interprets the
 * octets of a packet.
 */
package io.tcpviz.core.wire;
