// SPDX-License-Identifier: Apache-2.0
/** What a monitor serves over HTTP. */
package io.tcpviz.monitor.http;
