// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads with the first choice, and what that one refuses with the second, saying so. */
final class FallbackProvider implements CaptureProvider {
  private final CaptureProvider first;
  private final Supplier<@Nullable CaptureProvider> second;
  private final Consumer<String> said;
  private final Set<String> told = new HashSet<>();

  /**
   * Makes a choice.
   *
   * @param second asked only when it is needed; null where there is none
   * @param said told once for each source that the second choice reads
   */
  FallbackProvider(
      CaptureProvider first, Supplier<@Nullable CaptureProvider> second, Consumer<String> said) {
    this.first = first;
    this.second = second;
    this.said = said;
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public CaptureReader open(CaptureSource source) throws IOException {
    try {
      return first.open(source);
    } catch (CaptureException refusal) {
      boolean another = source.isReopenable() && !refusal.reason().equals(CaptureDamage.EMPTY);
      CaptureProvider other = another ? second.get() : null;
      if (other == null) {
        throw refusal;
      }
      return openWith(other, source, refusal);
    }
  }

  private CaptureReader openWith(
      CaptureProvider other, CaptureSource source, CaptureException refusal)
      throws CaptureException {
    try {
      CaptureReader reader = other.open(source);
      if (told.add(source.name())) {
        said.accept(refusal.getMessage() + "; read with " + other.name() + " instead");
      }
      return reader;
    } catch (IOException e) {
      refusal.addSuppressed(e);
      throw refusal;
    }
  }
}
