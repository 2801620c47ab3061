// SPDX-License-Identifier: Apache-2.0
/** The capture formats, and the one window through which they see a source. */
package io.tcpviz.pcap.internal;
