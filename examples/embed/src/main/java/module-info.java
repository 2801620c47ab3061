// SPDX-License-Identifier: Apache-2.0
/** A program on the module path whose only requirement is tcpviz. */
module com.example.embed {
  requires io.tcpviz.detect;
}
