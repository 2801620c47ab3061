// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out tests and the test kit, which comes as a jar or as a directory of classes. */
public final class ProductionClasses implements ImportOption {
  /** Made by ArchUnit. */
  public ProductionClasses() {}

  @Override
  public boolean includes(Location location) {
    return !location.contains("test-classes") && !location.contains("-tests.jar");
  }
}
