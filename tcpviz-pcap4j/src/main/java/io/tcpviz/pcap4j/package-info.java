// SPDX-License-Identifier: Apache-2.0
/** The backend of libpcap. */
package io.tcpviz.pcap4j;
