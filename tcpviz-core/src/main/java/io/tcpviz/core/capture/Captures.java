// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Opens captures with whatever backends are on the class path or module path. */
public final class Captures {
  /** The backend that reads pcap and pcapng in pure Java. */
  public static final String NATIVE = "native";

  private Captures() {}

  /** Opens one capture file with the native backend; see {@link #open(List, CaptureProvider)}. */
  public static CaptureReader open(Path file) throws IOException {
    return open(List.of(CaptureSource.of(file)), provider(NATIVE));
  }

  /** Opens one capture with the native backend; see {@link #open(List, CaptureProvider)}. */
  public static CaptureReader open(CaptureSource source) throws IOException {
    return open(List.of(source), provider(NATIVE));
  }

  /**
   * Opens several sources as one capture in time order, or one as it is.
   *
   * @throws CaptureException if no source is a capture; with several, one that is none is a damage
   * @throws IOException if a source cannot be read
   */
  public static CaptureReader open(List<CaptureSource> sources, CaptureProvider provider)
      throws IOException {
    if (sources.size() == 1) {
      return provider.open(sources.get(0));
    }
    return MergedCapture.open(sources, provider);
  }

  /**
   * The backend of the given name.
   *
   * @throws IllegalArgumentException if no jar on the path brings it; the message lists the ones
   *     present
   */
  public static CaptureProvider provider(String name) {
    List<CaptureProvider> all =
        ServiceLoader.load(CaptureProvider.class, Captures.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no capture backend \""
                        + name
                        + "\"; present: "
                        + all.stream().map(CaptureProvider::name).sorted().toList()));
  }

  /**
   * The backend that captures from interfaces.
   *
   * @throws IOException if no jar on the path brings one, or it cannot work on this machine; the
   *     message says in words for the user what is missing
   */
  public static LiveCaptureProvider liveProvider() throws IOException {
    LiveCaptureProvider provider =
        ServiceLoader.load(LiveCaptureProvider.class, Captures.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () -> new IOException("no jar here captures from interfaces; tcpviz-pcap4j does"));
    String problem = provider.problem();
    if (problem != null) {
      throw new IOException(problem);
    }
    return provider;
  }
}
