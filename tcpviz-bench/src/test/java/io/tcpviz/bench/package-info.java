// SPDX-License-Identifier: Apache-2.0
/** Benchmarks. Each checks the answer of what it times before it times it. */
package io.tcpviz.bench;
