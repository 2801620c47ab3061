// SPDX-License-Identifier: Apache-2.0
/** What every package of tcpviz shares. */
package io.tcpviz.core;
