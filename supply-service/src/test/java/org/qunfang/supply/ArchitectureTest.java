package org.qunfang.supply;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.reactive.messaging.annotations.Incomings;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "org.qunfang.supply",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule rulesOfTheDomainKnowNoFramework =
      classes()
          .that()
          .haveSimpleNameEndingWith("Decider")
          .or()
          .haveSimpleNameEndingWith("Command")
          .or()
          .haveSimpleNameEndingWith("Rejection")
          .or()
          .haveSimpleName("Need")
          .or()
          .haveSimpleName("SupplyOrder")
          .or()
          .haveSimpleName("Desk")
          .should()
          .onlyDependOnClassesThat(
              describe(
                  "are of the language, the events or this package",
                  type ->
                      type.getPackageName().startsWith("java.")
                          || type.getPackageName().equals("org.jspecify.annotations")
                          || type.getPackageName().equals("org.qunfang.events")
                          || type.getPackageName().equals("org.qunfang.supply.need")
                          || type.getPackageName().equals("org.qunfang.supply.delivery")));

  /** The connector reads some thirty batches ahead of a method that several topics flow into. */
  @ArchTest
  static final ArchRule everyTopicHasAMethodOfItsOwn =
      noMethods().should().beAnnotatedWith(Incomings.class);

  @ArchTest
  static final ArchRule noOtherServiceIsKnown =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.qunfang.resident..",
              "org.qunfang.checkpoint..",
              "org.qunfang.isolation..",
              "org.qunfang.reporting..");

  @ArchTest
  static final ArchRule theClockIsReadAtTheEdgeOnly =
      noClasses()
          .that(describe("are no edge", ArchitectureTest::isNoEdge))
          .should()
          .callMethod(Clock.class, "instant")
          .orShould()
          .callMethodWhere(
              target(owner(describe("Clock", type -> type.isEquivalentTo(Clock.class)))))
          .orShould()
          .callMethodWhere(
              target(owner(describe("of java.time", ArchitectureTest::isOfTime)))
                  .and(target(name("now"))));

  private static boolean isNoEdge(JavaClass type) {
    return !type.getSimpleName().endsWith("Schedule");
  }

  private static boolean isOfTime(JavaClass type) {
    return type.getPackageName().equals(Instant.class.getPackageName());
  }
}
