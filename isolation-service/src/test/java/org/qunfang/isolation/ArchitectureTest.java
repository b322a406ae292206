package org.qunfang.isolation;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.isolation.order.Ground;
import org.qunfang.isolation.order.IsolationCommand;
import org.qunfang.isolation.order.IsolationOrder;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(
    packages = "org.qunfang.isolation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theDomainIsPure =
      classes()
          .that(
              assignableTo(Decider.class)
                  .or(assignableTo(IsolationOrder.class))
                  .or(assignableTo(IsolationCommand.class))
                  .or(assignableTo(Ground.class))
                  .or(simpleNameEndingWith("Rules"))
                  .or(simpleNameEndingWith("Rejection")))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "org.qunfang.events", "org.qunfang.isolation..");

  @ArchTest
  static final ArchRule noServiceKnowsAnother =
      noClasses()
          .should()
          .dependOnClassesThat(
              nameMatching("org\\.qunfang\\.(resident|checkpoint|supply|reporting|local)\\..*"));

  @ArchTest
  static final ArchRule nobodyLooksAtTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now", java.time.ZoneId.class)
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule theClockIsAtTheEdge =
      classes()
          .that()
          .areNotAnnotatedWith(Path.class)
          .should()
          .onlyDependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.not(assignableTo(Clock.class)));

  @ArchTest
  static final ArchRule checksBuildOnOrdersAndNotTheOtherWayRound =
      noClasses()
          .that()
          .resideInAPackage("..order..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..check..", "..inbound..");
}
