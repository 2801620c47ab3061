// SPDX-License-Identifier: Apache-2.0
/** TCP's own terms: sequence space, control bits, endpoints and connections (RFC 9293). */
package io.tcpviz.core.tcp;
