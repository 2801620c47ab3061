// SPDX-License-Identifier: Apache-2.0
/**
 * Makes captures of TCP that never happened, of any size, of which everything is known. Hosts open
 * connections, exchange data, lose it and repair it; a capture point between them writes down what
 * passes. The same shape and seed give the same octets on every machine.
 */
package io.tcpviz.bench.trace;
