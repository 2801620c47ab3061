// SPDX-License-Identifier: Apache-2.0
/** The zstd compression (RFC 8878). */
package io.tcpviz.zstd;
