// SPDX-License-Identifier: Apache-2.0
/** Networks of our own for tests of live captures: namespaces of Linux and links between them. */
package io.tcpviz.pcap4j.net;
