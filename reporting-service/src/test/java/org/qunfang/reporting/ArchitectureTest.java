package org.qunfang.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(
    packages = "org.qunfang.reporting",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theCatalogueIsPure =
      classes()
          .that()
          .resideInAPackage("..catalogue")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "org.jspecify..",
              "org.qunfang.events..",
              "..catalogue");

  @ArchTest
  static final ArchRule countingIsPure =
      classes()
          .that()
          .haveNameMatching(".*\\.projection\\.(Tally|Entries|Days|Page)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.jspecify..",
              "org.apache.kafka.clients.consumer..",
              "org.qunfang.events..",
              "org.qunfang.eventstore..",
              "org.qunfang.reporting..");

  @ArchTest
  static final ArchRule servicesShareNothingButEvents =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.qunfang.resident..",
              "org.qunfang.checkpoint..",
              "org.qunfang.isolation..",
              "org.qunfang.supply..",
              "org.qunfang.local..",
              "org.qunfang.testing..");

  @ArchTest
  static final ArchRule timeComesInByTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");
}
