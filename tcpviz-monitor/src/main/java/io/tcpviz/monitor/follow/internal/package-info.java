// SPDX-License-Identifier: Apache-2.0
/** How captures are followed: files of a ring in their order, and pipes. */
package io.tcpviz.monitor.follow.internal;
