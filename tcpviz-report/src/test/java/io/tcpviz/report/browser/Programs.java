// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser and the program that drives it, as the machine has them; nothing is downloaded. */
record Programs(Path browser, Path driver) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> DRIVERS = List.of("chromedriver");

  /** What to say where {@link #find} finds nothing. */
  static final String MISSING =
      "not on the PATH: one of " + BROWSERS + " and " + DRIVERS + "; .ci/run demands both";

  /** Both, where both are on the {@code PATH}. */
  static Optional<Programs> find() {
    return executable(BROWSERS)
        .flatMap(browser -> executable(DRIVERS).map(driver -> new Programs(browser, driver)));
  }

  private static Optional<Path> executable(List<String> names) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
