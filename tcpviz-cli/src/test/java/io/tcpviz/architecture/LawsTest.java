// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.invoke.VarHandle;
import java.util.Set;

/** The laws of ARCHITECTURE.md, as far as byte code shows them. */
@AnalyzeClasses(packages = "io.tcpviz", importOptions = ProductionClasses.class)
class LawsTest {
  private static final Set<String> CLOCK_METHODS =
      Set.of("now", "nanoTime", "currentTimeMillis", "systemUTC", "systemDefaultZone");

  @ArchTest
  static final ArchRule BYTES_STOP_AT_WIRE =
      noClasses()
          .that()
          .resideInAPackage("io.tcpviz.detect.internal..")
          .should()
          .dependOnClassesThat(
              nameIs("io.tcpviz.core.capture.Frame")
                  .or(nameIs("io.tcpviz.core.wire.SegmentDecoder"))
                  .or(resideInAPackage("java.io.."))
                  .or(resideInAPackage("java.nio..")))
          .because("the detectors see segments, not octets");

  @ArchTest
  static final ArchRule OCTETS_ARE_READ_IN_ONE_PLACE =
      noClasses()
          .that(DescribedPredicate.not(nameIs("io.tcpviz.core.wire.Bytes")))
          .should()
          .dependOnClassesThat(DescribedPredicate.describe("VarHandle", LawsTest::isVarHandle));

  @ArchTest
  static final ArchRule CORE_OPENS_FILES_ONLY_IN_CAPTURE =
      noClasses()
          .that(
              resideInAPackage("io.tcpviz.core..")
                  .and(resideOutsideOfPackages("io.tcpviz.core.capture..")))
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(
                      "java.io..", "java.nio.channels..", "java.nio.file..")
                  .and(DescribedPredicate.not(nameIs("java.io.IOException")))); // opens nothing

  @ArchTest
  static final ArchRule TIME_COMES_FROM_THE_CAPTURE =
      noClasses()
          .that()
          .resideInAnyPackage("io.tcpviz.core..", "io.tcpviz.pcap..", "io.tcpviz.detect..")
          .should()
          .accessTargetWhere(readsAClock());

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_TALKS_TO_THE_TERMINAL =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tcpviz.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..");

  @ArchTest
  static final ArchRule THE_HOT_PATH_ALLOCATES_NO_STREAMS_AND_TEXTS =
      noClasses()
          .that()
          .resideInAnyPackage("io.tcpviz.core.wire..", "io.tcpviz.detect.internal..")
          .and(DescribedPredicate.not(nameIs("io.tcpviz.detect.internal.Findings")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.stream..", "java.util.regex..")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .because("only findings, made once at the end, may take their time");

  @ArchTest
  static final ArchRule NOBODY_ELSE_WRITES_A_FIELD =
      fields().that().areNotFinal().should().bePrivate().orShould().bePackagePrivate();

  private static DescribedPredicate<JavaClass> nameIs(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  private static boolean isVarHandle(JavaClass type) {
    return type.getName().equals(VarHandle.class.getName());
  }

  private static DescribedPredicate<JavaAccess<?>> readsAClock() {
    return DescribedPredicate.describe(
        "reads a clock",
        access -> {
          AccessTarget target = access.getTarget();
          String owner = target.getOwner().getName();
          return CLOCK_METHODS.contains(target.getName())
              && (owner.equals("java.lang.System") || owner.startsWith("java.time."));
        });
  }
}
