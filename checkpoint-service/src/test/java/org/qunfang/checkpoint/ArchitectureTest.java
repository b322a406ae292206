package org.qunfang.checkpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(
    packages = "org.qunfang.checkpoint",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String DOMAIN =
      ".*\\.(Compound|Checkpoint|HealthCode)(Command|Decider|Rejection)?|.*\\.(GateRules|Observed|Grounds|NoteGround|PassageRejection)";

  @ArchTest
  static final ArchRule decisionsArePure =
      classes()
          .that()
          .haveNameMatching(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.jspecify..",
              "org.qunfang.events..",
              "org.qunfang.checkpoint..");

  @ArchTest
  static final ArchRule decisionsKnowNothingOfTheWorld =
      noClasses()
          .that()
          .haveNameMatching(DOMAIN)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.Clock|java\\.util\\.Random|.*(Resource|Passages|Known.*|Registered.*)");

  @ArchTest
  static final ArchRule servicesShareNothingButEvents =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.qunfang.resident..",
              "org.qunfang.isolation..",
              "org.qunfang.supply..",
              "org.qunfang.reporting..",
              "org.qunfang.local..",
              "org.qunfang.testing..");

  @ArchTest
  static final ArchRule timeIsTold =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class);
}
