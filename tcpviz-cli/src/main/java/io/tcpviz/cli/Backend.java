// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.Captures;
import java.util.Locale;

/** What reads the captures. */
enum Backend {
  /** The best one for files. */
  AUTO(Captures.NATIVE),
  /** The readers in pure Java. */
  NATIVE(Captures.NATIVE),
  /** The readers of libpcap, if the jar that brings them is present. */
  PCAP4J("pcap4j");

  private final String provider;

  Backend(String provider) {
    this.provider = provider;
  }

  /** The readers themselves. */
  CaptureProvider open() throws Failure {
    try {
      return Captures.provider(provider);
    } catch (IllegalArgumentException absent) {
      throw Failure.usage("--backend " + this + ": " + absent.getMessage());
    }
  }

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
