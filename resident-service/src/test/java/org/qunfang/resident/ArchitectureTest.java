package org.qunfang.resident;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.qunfang.events.Decider;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.Sweep;

@AnalyzeClasses(
    packages = "org.qunfang.resident",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule rulesAndStatesArePure =
      classes()
          .that(
              assignableTo(Decider.class)
                  .or(assignableTo(Rejection.class))
                  .or(assignableTo("org.qunfang.resident.household.Household"))
                  .or(assignableTo("org.qunfang.resident.person.Resident"))
                  .or(assignableTo("org.qunfang.resident.person.IdNumber"))
                  .or(assignableTo("org.qunfang.resident.cases.Case"))
                  .or(assignableTo("org.qunfang.resident.contact.Contact"))
                  .or(assignableTo("org.qunfang.resident.returning.RiskArea"))
                  .or(assignableTo("org.qunfang.resident.stranded.Stay"))
                  .or(assignableTo("org.qunfang.resident.worker.Worker"))
                  .or(assignableTo("org.qunfang.resident.place.Place"))
                  .or(assignableTo("org.qunfang.resident.grid.Grid"))
                  .or(assignableTo("org.qunfang.resident.watchgroup.WatchGroup"))
                  .or(assignableTo("org.qunfang.resident.watchgroup.OccupantReport"))
                  .or(assignableTo("org.qunfang.resident.screening.Screening"))
                  .or(assignableTo("org.qunfang.resident.worker.Task"))
                  .or(assignableTo("org.qunfang.resident.worker.Post"))
                  .or(assignableTo("org.qunfang.resident.worker.Roster"))
                  .or(assignableTo("org.qunfang.resident.worker.Attendance"))
                  .or(assignableTo("org.qunfang.resident.worker.Gaps"))
                  .or(assignableTo("org.qunfang.resident.responsibility.Duty"))
                  .or(assignableTo("org.qunfang.resident.responsibility.Unit"))
                  .or(assignableTo("org.qunfang.resident.responsibility.GroupDuty"))
                  .or(assignableTo("org.qunfang.resident.responsibility.EvenShare"))
                  .or(assignableTo("org.qunfang.resident.notice.Delivery"))
                  .or(assignableTo("org.qunfang.resident.notice.NoticeInCommunity"))
                  .or(assignableTo("org.qunfang.resident.certificate.Certificate")))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.jspecify..")
                  .or(resideInAPackage("org.qunfang.events.."))
                  .or(resideInAPackage("org.qunfang.resident..")));

  @ArchTest
  static final ArchRule noOtherServiceIsImported =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.qunfang.checkpoint..",
                  "org.qunfang.isolation..",
                  "org.qunfang.supply..",
                  "org.qunfang.reporting.."));

  @ArchTest
  static final ArchRule nobodyAsksTheSystemForTheTime =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule onlyWhatFallsDueKnowsAClock =
      noClasses()
          .that()
          .areNotAssignableTo(Sweep.class)
          .should()
          .dependOnClassesThat(assignableTo(Clock.class));

  @ArchTest
  static final ArchRule featuresDoNotGoInCircles =
      slices().matching("org.qunfang.resident.(*)..").should().beFreeOfCycles();
}
