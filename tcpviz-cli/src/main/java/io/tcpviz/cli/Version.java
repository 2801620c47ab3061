// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;

/** Which tcpviz this is. */
final class Version {
  private Version() {}

  /** The version from the jar's manifest; without a jar, {@code development}. */
  static String number() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** What {@code --version} prints. */
  static String line() {
    return "tcpviz " + number();
  }
}
