// SPDX-License-Identifier: Apache-2.0
/** From a capture to events, connections and findings. */
package io.tcpviz.detect;
