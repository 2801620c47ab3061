// SPDX-License-Identifier: Apache-2.0
/** The command line: arguments in, files and text out. It decides nothing about TCP. */
package io.tcpviz.cli;
