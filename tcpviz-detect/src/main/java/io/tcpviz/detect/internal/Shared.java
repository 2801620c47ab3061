// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/** What all connections of a capture share. */
final class Shared {
  final Paths paths = new Paths();
  final IpIds.OfHosts ipIds = new IpIds.OfHosts();
  final Rings rings = new Rings();
}
