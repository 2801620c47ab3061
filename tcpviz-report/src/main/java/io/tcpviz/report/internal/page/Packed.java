// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.List;
import java.util.Map;

/** Octets that an element of the page carries, compressed. */
final class Packed {
  private final String id;
  private final byte[] gzip;

  private Packed(String id, Varints octets) {
    this.id = id;
    this.gzip = octets.compressed();
  }

  /** The octets of all elements, compressed by all processors at once. */
  static List<Packed> of(Map<String, Varints> elements) {
    return List.copyOf(elements.entrySet()).parallelStream()
        .map(each -> new Packed(each.getKey(), each.getValue()))
        .toList();
  }

  /** The element. */
  String id() {
    return id;
  }

  /** The octets. */
  byte[] gzip() {
    return gzip;
  }
}
