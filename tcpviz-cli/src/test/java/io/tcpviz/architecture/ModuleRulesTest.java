// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.metrics.FlowSummary;
import java.util.List;

/** Who may know whom: a star around core. */
@AnalyzeClasses(packages = "io.tcpviz", importOptions = ProductionClasses.class)
class ModuleRulesTest {
  private static final List<String> MODULES =
      List.of("core", "pcap", "detect", "report", "monitor", "pcap4j", "zstd", "cli");

  /** A rule that looks at no classes holds; this keeps the others honest. */
  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses all) {
    for (String module : MODULES) {
      long classes = all.stream().filter(type -> isIn(module, type)).count();
      assertTrue(classes >= 3, module + " has only " + classes + " classes on the class path");
    }
    assertTrue(all.size() >= 180, "only " + all.size() + " classes on the class path");
  }

  @ArchTest
  static final ArchRule CORE_KNOWS_ONLY_THE_JDK =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.tcpviz.core..");

  @ArchTest
  static final ArchRule PCAP_KNOWS_CORE_ALONE =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.pcap..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.tcpviz.core..", "io.tcpviz.pcap..");

  @ArchTest
  static final ArchRule ZSTD_KNOWS_CORE_AND_ITS_LIBRARY =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.zstd..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "com.github.luben.zstd..", "io.tcpviz.core..", "io.tcpviz.zstd..");

  @ArchTest
  static final ArchRule PCAP4J_KNOWS_CORE_AND_ITS_LIBRARY =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.pcap4j..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.pcap4j..", "io.tcpviz.core..", "io.tcpviz.pcap4j..");

  @ArchTest
  static final ArchRule DETECT_KNOWS_CORE_ALONE =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.detect..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.tcpviz.core..", "io.tcpviz.detect..");

  @ArchTest
  static final ArchRule REPORT_KNOWS_CORE_AND_JACKSON =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.report..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "com.fasterxml.jackson.core..", "io.tcpviz.core..", "io.tcpviz.report..");

  @ArchTest
  static final ArchRule MONITOR_KNOWS_THE_ANALYSIS_AND_THE_REPORT =
      classes()
          .that()
          .resideInAPackage("io.tcpviz.monitor..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.sun.net.httpserver..",
              "io.prometheus.metrics..",
              "io.tcpviz.core..",
              "io.tcpviz.detect..",
              "io.tcpviz.report..",
              "io.tcpviz.monitor..");

  @ArchTest
  static final ArchRule PCAP_DOES_NOT_KNOW_WHAT_FRAMES_MEAN =
      noClasses()
          .that()
          .resideInAPackage("io.tcpviz.pcap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tcpviz.core.event..", "io.tcpviz.core.metrics..");

  @ArchTest
  static final ArchRule REPORT_READS_NO_CAPTURES =
      noClasses()
          .that()
          .resideInAPackage("io.tcpviz.report..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.tcpviz.core.capture.Frame")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.tcpviz.core.capture.CaptureReader")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.tcpviz.core.wire.SegmentDecoder");

  @ArchTest
  static final ArchRule REPORT_SEES_SEGMENTS_ONLY_WHERE_IT_COLLECTS_THEM =
      noClasses()
          .that()
          .resideInAPackage("io.tcpviz.report..")
          .and()
          .resideOutsideOfPackage("io.tcpviz.report.internal.trace..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.tcpviz.core.wire.TcpSegment");

  @ArchTest
  static final ArchRule INTERNAL_PACKAGES_STAY_IN_THEIR_MODULE =
      classes().that().resideInAPackage("io.tcpviz..internal..").should(beUsedOnlyInTheirModule());

  /**
   * A package and its internal ones are one slice. A sink receives events and summaries, and a
   * summary counts kinds of events.
   */
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .assignedFrom(new PackagesWithInternals())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(EventSink.class, FlowSummary.class);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
          .because("such names fit everything");

  private static final class PackagesWithInternals implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName().replaceFirst("\\.internal\\b.*", ""));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  private static boolean isIn(String module, JavaClass type) {
    return (type.getPackageName() + ".").startsWith("io.tcpviz." + module + ".");
  }

  private static ArchCondition<JavaClass> beUsedOnlyInTheirModule() {
    return new ArchCondition<>("be used only in their module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        DescribedPredicate<JavaClass> sameModule =
            DescribedPredicate.describe(
                "same module",
                other -> MODULES.stream().anyMatch(name -> isIn(name, type) && isIn(name, other)));
        type.getDirectDependenciesToSelf().stream()
            .filter(dependency -> !sameModule.test(dependency.getOriginClass()))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }
}
