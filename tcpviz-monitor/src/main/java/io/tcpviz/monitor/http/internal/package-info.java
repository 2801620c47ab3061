// SPDX-License-Identifier: Apache-2.0
/** A small server of things to read. */
package io.tcpviz.monitor.http.internal;
