// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.Captures;
import java.util.Locale;
import java.util.function.Consumer;

/** What reads the captures. */
enum Backend {
  /** The readers in pure Java, and those of libpcap for what they refuse. */
  AUTO,
  /** The readers in pure Java. */
  NATIVE,
  /** The readers of libpcap. */
  PCAP4J;

  /**
   * The readers themselves.
   *
   * @param said told where other readers are taken than the user may expect
   */
  CaptureProvider open(Consumer<String> said) throws Failure {
    if (this == AUTO) {
      return new FallbackProvider(NATIVE.open(said), Backend::usableLibpcap, said);
    }
    CaptureProvider provider;
    try {
      provider = Captures.provider(toString());
    } catch (IllegalArgumentException absent) {
      throw Failure.usage("--backend " + this + ": " + absent.getMessage());
    }
    String problem = provider.problem();
    if (problem != null) {
      throw Failure.usage("--backend " + this + ": " + problem);
    }
    return provider;
  }

  /** As users write it, and as the backend is called. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable CaptureProvider usableLibpcap() {
    try {
      CaptureProvider libpcap = Captures.provider(PCAP4J.toString());
      return libpcap.problem() == null ? libpcap : null;
    } catch (IllegalArgumentException absent) {
      return null;
    }
  }
}
