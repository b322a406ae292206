package org.qunfang.reporting.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.reporting.catalogue.Metric.ASYMPTOMATIC_NEW;
import static org.qunfang.reporting.catalogue.Metric.ASYMPTOMATIC_NOW;
import static org.qunfang.reporting.catalogue.Metric.BLOCKED_POINTS;
import static org.qunfang.reporting.catalogue.Metric.BREACHES;
import static org.qunfang.reporting.catalogue.Metric.CADRES;
import static org.qunfang.reporting.catalogue.Metric.CENTRAL_ISOLATION;
import static org.qunfang.reporting.catalogue.Metric.CHECK_FEVERS;
import static org.qunfang.reporting.catalogue.Metric.CLOSE_CONTACTS;
import static org.qunfang.reporting.catalogue.Metric.CLOSE_CONTACTS_CENTRAL;
import static org.qunfang.reporting.catalogue.Metric.CODES_RED;
import static org.qunfang.reporting.catalogue.Metric.CODES_YELLOW;
import static org.qunfang.reporting.catalogue.Metric.CODE_CHANGES;
import static org.qunfang.reporting.catalogue.Metric.COMMUNITY_WORKERS;
import static org.qunfang.reporting.catalogue.Metric.COMPOUNDS_CLOSED;
import static org.qunfang.reporting.catalogue.Metric.CONFIRMED_NEW;
import static org.qunfang.reporting.catalogue.Metric.CONFIRMED_NOW;
import static org.qunfang.reporting.catalogue.Metric.CONTACTS_CLEARED;
import static org.qunfang.reporting.catalogue.Metric.CONTACTS_UNDER_WATCH;
import static org.qunfang.reporting.catalogue.Metric.DELIVERIES;
import static org.qunfang.reporting.catalogue.Metric.DELIVERIES_CONTACTLESS;
import static org.qunfang.reporting.catalogue.Metric.DELIVERIES_FAILED;
import static org.qunfang.reporting.catalogue.Metric.DIED;
import static org.qunfang.reporting.catalogue.Metric.GATES_OPEN;
import static org.qunfang.reporting.catalogue.Metric.GATE_FEVERS;
import static org.qunfang.reporting.catalogue.Metric.GRIDS;
import static org.qunfang.reporting.catalogue.Metric.HEALTH_CHECKS;
import static org.qunfang.reporting.catalogue.Metric.HEALTH_CHECKS_MISSED;
import static org.qunfang.reporting.catalogue.Metric.HOME_ISOLATION;
import static org.qunfang.reporting.catalogue.Metric.HOSPITAL_ISOLATION;
import static org.qunfang.reporting.catalogue.Metric.HOUSEHOLDS;
import static org.qunfang.reporting.catalogue.Metric.HOUSEHOLDS_CONTACTED;
import static org.qunfang.reporting.catalogue.Metric.HOUSEHOLDS_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.HOUSEHOLDS_WITH_CADRE;
import static org.qunfang.reporting.catalogue.Metric.ISOLATION_AWAITED;
import static org.qunfang.reporting.catalogue.Metric.ISOLATION_RELEASED;
import static org.qunfang.reporting.catalogue.Metric.ISOLATION_STARTED;
import static org.qunfang.reporting.catalogue.Metric.MEDICAL_OBSERVATION;
import static org.qunfang.reporting.catalogue.Metric.NEEDS_OPEN;
import static org.qunfang.reporting.catalogue.Metric.NEEDS_RAISED;
import static org.qunfang.reporting.catalogue.Metric.NEEDS_REGISTERED;
import static org.qunfang.reporting.catalogue.Metric.NEEDS_RESOLVED;
import static org.qunfang.reporting.catalogue.Metric.NEEDS_RESOLVED_SAME_DAY;
import static org.qunfang.reporting.catalogue.Metric.NOBODY_HOME;
import static org.qunfang.reporting.catalogue.Metric.ORDERS;
import static org.qunfang.reporting.catalogue.Metric.OTHER_CONTACTS;
import static org.qunfang.reporting.catalogue.Metric.OWNERS_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.OWNER_HOUSEHOLDS;
import static org.qunfang.reporting.catalogue.Metric.PACKAGES_HALAL;
import static org.qunfang.reporting.catalogue.Metric.PACKAGES_TEN_YUAN;
import static org.qunfang.reporting.catalogue.Metric.PARTY_MEMBERS;
import static org.qunfang.reporting.catalogue.Metric.PASSAGES;
import static org.qunfang.reporting.catalogue.Metric.PASSAGES_REFERRED;
import static org.qunfang.reporting.catalogue.Metric.PASSAGES_REFUSED;
import static org.qunfang.reporting.catalogue.Metric.PASSAGES_WITHOUT_MASK;
import static org.qunfang.reporting.catalogue.Metric.PEOPLE;
import static org.qunfang.reporting.catalogue.Metric.PEOPLE_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.POINTS_EARNED;
import static org.qunfang.reporting.catalogue.Metric.POLICE;
import static org.qunfang.reporting.catalogue.Metric.PROPERTY_STAFF;
import static org.qunfang.reporting.catalogue.Metric.RECOVERED;
import static org.qunfang.reporting.catalogue.Metric.RESIDENTS;
import static org.qunfang.reporting.catalogue.Metric.RESIDENTS_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.RETURNEES;
import static org.qunfang.reporting.catalogue.Metric.RETURNEES_FROM_RISK;
import static org.qunfang.reporting.catalogue.Metric.RETURNEES_FROM_WUHAN;
import static org.qunfang.reporting.catalogue.Metric.REVISITS_OVERDUE;
import static org.qunfang.reporting.catalogue.Metric.ROAD_CONTROLS;
import static org.qunfang.reporting.catalogue.Metric.RULED_OUT;
import static org.qunfang.reporting.catalogue.Metric.SPECIAL_CARE;
import static org.qunfang.reporting.catalogue.Metric.STRANDED;
import static org.qunfang.reporting.catalogue.Metric.STRANDED_FOREIGNERS;
import static org.qunfang.reporting.catalogue.Metric.SUSPECTED_NEW;
import static org.qunfang.reporting.catalogue.Metric.SUSPECTED_NOW;
import static org.qunfang.reporting.catalogue.Metric.SYMPTOMS_REPORTED;
import static org.qunfang.reporting.catalogue.Metric.TASKS_DONE;
import static org.qunfang.reporting.catalogue.Metric.TENANTS;
import static org.qunfang.reporting.catalogue.Metric.TENANTS_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.TENANT_HOUSEHOLDS;
import static org.qunfang.reporting.catalogue.Metric.TENANT_HOUSEHOLDS_SCREENED;
import static org.qunfang.reporting.catalogue.Metric.VEHICLES;
import static org.qunfang.reporting.catalogue.Metric.VISITS_REFUSED;
import static org.qunfang.reporting.catalogue.Metric.VOLUNTEERS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.events.CheckpointEvent;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageReason;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.ResidentEvent;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ExcuseReason;
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.events.ResidentEvent.HouseholdClosing;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.TaskCancellation;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.events.SupplyEvent;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.events.SupplyEvent.Urgency;

class DecidingWhatAnEventMovesTest {

  private static final UUID ID = new UUID(0, 1);
  private static final Division ELSEWHERE = new Division("422801001001");
  private static final LocalDate DAY = LocalDate.of(2020, 2, 15);

  @ParameterizedTest
  @MethodSource({"residents", "checkpoints", "isolations", "supplies"})
  void movesWhatTheCatalogueSays(DomainEvent event, Map<Metric, Long> expected) {
    Map<Metric, Long> moved = new EnumMap<>(Metric.class);
    for (Movement movement : Counting.of(event)) {
      moved.merge(movement.metric(), movement.amount(), Long::sum);
    }

    assertEquals(expected, moved);
  }

  static Stream<Arguments> residents() {
    return Stream.of(
        row(
            new ResidentEvent.HouseholdRegistered(ID, Tenure.OWNER, null, null),
            HOUSEHOLDS.up(),
            OWNER_HOUSEHOLDS.up()),
        row(
            new ResidentEvent.HouseholdRegistered(ID, Tenure.TENANT, null, null),
            HOUSEHOLDS.up(),
            TENANT_HOUSEHOLDS.up()),
        row(
            visited(VisitOutcome.SCREENED, Tenure.OWNER, 4),
            HOUSEHOLDS_SCREENED.up(),
            PEOPLE_SCREENED.by(4),
            OWNERS_SCREENED.up(),
            RESIDENTS_SCREENED.by(4)),
        row(
            visited(VisitOutcome.SCREENED, Tenure.TENANT, 3),
            HOUSEHOLDS_SCREENED.up(),
            PEOPLE_SCREENED.by(3),
            TENANT_HOUSEHOLDS_SCREENED.up(),
            TENANTS_SCREENED.by(3)),
        row(visited(VisitOutcome.NOBODY_HOME, Tenure.OWNER, 0), NOBODY_HOME.up()),
        row(visited(VisitOutcome.REFUSED, Tenure.OWNER, 0), VISITS_REFUSED.up()),
        row(visited(VisitOutcome.REACHED_ELSEWHERE, Tenure.OWNER, 0)),
        row(
            new ResidentEvent.OccupantsReached(
                ID, 1, Tenure.OWNER, List.of(ID, ID), Whereabouts.AT_HOME),
            PEOPLE_SCREENED.by(2),
            RESIDENTS_SCREENED.by(2)),
        row(
            new ResidentEvent.OccupantsReached(
                ID, 1, Tenure.TENANT, List.of(ID), Whereabouts.AT_HOME),
            PEOPLE_SCREENED.up(),
            TENANTS_SCREENED.up()),
        row(
            new ResidentEvent.OccupantsReached(
                ID, 1, Tenure.TENANT, List.of(ID), Whereabouts.ABROAD)),
        row(
            new ResidentEvent.HouseholdCorrected(ID, Tenure.TENANT, Tenure.OWNER),
            OWNER_HOUSEHOLDS.down(),
            TENANT_HOUSEHOLDS.up()),
        row(
            new ResidentEvent.HouseholdClosed(ID, Tenure.TENANT, HouseholdClosing.EMPTY),
            HOUSEHOLDS.down(),
            TENANT_HOUSEHOLDS.down()),
        row(new ResidentEvent.HouseholdPlaced(ID, ID, null)),
        row(new ResidentEvent.DoorPlateAssigned(ID, PlateCategory.VACANT, 1)),
        row(new ResidentEvent.PlaceRegistered(ID, PlaceKind.COMPOUND, null, "金桂园")),
        row(new ResidentEvent.PlaceRenamed(ID, "银桂园")),
        row(new ResidentEvent.PlaceClosed(ID, PlaceKind.COMPOUND)),
        row(new ResidentEvent.ScreeningRoundOpened(ID, 1, 2, 3)),
        row(
            new ResidentEvent.ScreeningExcused(
                ID, List.of(ID), List.of(), ExcuseReason.MOVED_AWAY)),
        row(new ResidentEvent.ScreeningRoundClosed(ID, 1, 2, 3, 1)),
        row(new ResidentEvent.GridDefined(ID, GridKind.GRID, ID), GRIDS.up()),
        row(new ResidentEvent.WorkerAccountChanged(ID, ID)),
        row(new ResidentEvent.GridLeaderChanged(ID, ID, ID)),
        row(new ResidentEvent.HouseholdsPutInGrid(ID, List.of(ID))),
        row(new ResidentEvent.GridDissolved(ID, GridKind.SECTION), GRIDS.down()),
        row(new ResidentEvent.TenHouseholdGroupFormed(ID, List.of(ID), ID, null)),
        row(new ResidentEvent.TenHouseholdGroupLeaderChosen(ID, ID, ID)),
        row(new ResidentEvent.TenHouseholdGroupRegrouped(ID, List.of(ID))),
        row(new ResidentEvent.TenHouseholdGroupDissolved(ID)),
        row(new ResidentEvent.OccupantChangeReported(ID, ID, ID, OccupantChange.BIRTH, 1)),
        row(
            new ResidentEvent.OccupantChangeSettled(
                ID, ID, ID, OccupantChange.BIRTH, ChangeSettlement.REGISTERED)),
        row(new ResidentEvent.RevisitFellDue(ID, 1, Instant.EPOCH), REVISITS_OVERDUE.up()),
        row(new ResidentEvent.RevisitCaughtUp(ID, 1), REVISITS_OVERDUE.down()),
        row(registered(Residency.RESIDENT, false), PEOPLE.up(), RESIDENTS.up()),
        row(registered(Residency.RESIDENT, true), PEOPLE.up(), RESIDENTS.up()),
        row(registered(Residency.TENANT, false), PEOPLE.up(), TENANTS.up()),
        row(registered(Residency.STRANDED, false), PEOPLE.up(), STRANDED.up()),
        row(
            registered(Residency.STRANDED, true),
            PEOPLE.up(),
            STRANDED.up(),
            STRANDED_FOREIGNERS.up()),
        row(
            new ResidentEvent.ResidentLeft(ID, Residency.STRANDED, true),
            PEOPLE.down(),
            STRANDED.down(),
            STRANDED_FOREIGNERS.down()),
        row(corrected(Residency.TENANT, Residency.TENANT)),
        row(corrected(Residency.RESIDENT, Residency.TENANT), RESIDENTS.down(), TENANTS.up()),
        row(
            corrected(Residency.STRANDED, Residency.RESIDENT),
            STRANDED.down(),
            STRANDED_FOREIGNERS.down(),
            RESIDENTS.up()),
        row(
            new ResidentEvent.ResidentMovedAway(ID, ELSEWHERE, Residency.TENANT, false, true),
            PEOPLE.down(),
            TENANTS.down(),
            SPECIAL_CARE.down()),
        row(
            new ResidentEvent.ResidentMoved(ID, ID, ID, ELSEWHERE, Residency.TENANT, false, false),
            PEOPLE.up(),
            TENANTS.up()),
        row(new ResidentEvent.ResidentMoved(ID, ID, ID, null, Residency.TENANT, false, true)),
        row(
            new ResidentEvent.ResidentMerged(ID, ID, Residency.RESIDENT, false),
            PEOPLE.down(),
            RESIDENTS.down()),
        row(new ResidentEvent.DuplicateRuledOut(ID, ID)),
        row(new ResidentEvent.ReturnReviewed(ID, ELSEWHERE, DAY, RiskLevel.HIGH)),
        row(new ResidentEvent.SpecialCareNoted(ID, Care.DIET, true), SPECIAL_CARE.up()),
        row(new ResidentEvent.SpecialCareNoted(ID, Care.DIET, false)),
        row(new ResidentEvent.SpecialCareEnded(ID, Care.DIET, false)),
        row(new ResidentEvent.SpecialCareEnded(ID, Care.DIET, true), SPECIAL_CARE.down()),
        row(new ResidentEvent.ResidentForgotten(ID)),
        row(
            new ResidentEvent.RiskAreaDeclared(
                ID, new Division("420100000000"), RiskLevel.HIGH, DAY, null)),
        row(
            new ResidentEvent.RiskAreaLifted(
                ID, new Division("420100000000"), RiskLevel.HIGH, DAY)),
        row(new ResidentEvent.StrandedStayNoted(ID, DAY, ID, null)),
        row(new ResidentEvent.SymptomsReported(ID, true, false), SYMPTOMS_REPORTED.up()),
        row(new ResidentEvent.SymptomsReported(ID, false, true), SYMPTOMS_REPORTED.up()),
        row(new ResidentEvent.SymptomsReported(ID, false, false)),
        row(
            returned("420104001012", RiskLevel.HIGH),
            RETURNEES.up(),
            RETURNEES_FROM_RISK.up(),
            RETURNEES_FROM_WUHAN.up()),
        row(returned("420100000000", RiskLevel.LOW), RETURNEES.up(), RETURNEES_FROM_WUHAN.up()),
        row(returned("420200000000", RiskLevel.MEDIUM), RETURNEES.up(), RETURNEES_FROM_RISK.up()),
        row(returned("420000000000", RiskLevel.LOW), RETURNEES.up()),
        row(
            new ResidentEvent.CaseReported(ID, ID, CaseClass.SUSPECTED),
            SUSPECTED_NEW.up(),
            SUSPECTED_NOW.up()),
        row(
            new ResidentEvent.CaseReported(ID, ID, CaseClass.CONFIRMED),
            CONFIRMED_NEW.up(),
            CONFIRMED_NOW.up()),
        row(
            new ResidentEvent.CaseReported(ID, ID, CaseClass.ASYMPTOMATIC),
            ASYMPTOMATIC_NEW.up(),
            ASYMPTOMATIC_NOW.up()),
        row(
            new ResidentEvent.CaseConfirmed(ID, ID, CaseClass.SUSPECTED),
            CONFIRMED_NEW.up(),
            CONFIRMED_NOW.up(),
            SUSPECTED_NOW.down()),
        row(
            new ResidentEvent.CaseConfirmed(ID, ID, CaseClass.ASYMPTOMATIC),
            CONFIRMED_NEW.up(),
            CONFIRMED_NOW.up(),
            ASYMPTOMATIC_NOW.down()),
        row(new ResidentEvent.CaseRuledOut(ID, ID), RULED_OUT.up(), SUSPECTED_NOW.down()),
        row(
            new ResidentEvent.CaseRecovered(ID, ID, CaseClass.CONFIRMED),
            RECOVERED.up(),
            CONFIRMED_NOW.down()),
        row(
            new ResidentEvent.CaseDied(ID, ID, CaseClass.CONFIRMED),
            DIED.up(),
            CONFIRMED_NOW.down()),
        row(traced(ContactClass.CLOSE), CLOSE_CONTACTS.up(), CONTACTS_UNDER_WATCH.up()),
        row(traced(ContactClass.SECONDARY), OTHER_CONTACTS.up(), CONTACTS_UNDER_WATCH.up()),
        row(traced(ContactClass.GENERAL), OTHER_CONTACTS.up(), CONTACTS_UNDER_WATCH.up()),
        row(
            new ResidentEvent.ContactCleared(ID, ID, ID, ContactClass.CLOSE),
            CONTACTS_CLEARED.up(),
            CONTACTS_UNDER_WATCH.down()),
        row(
            new ResidentEvent.ContactInfected(ID, ID, ID, ContactClass.CLOSE, ID),
            CONTACTS_UNDER_WATCH.down()),
        row(exposedAgain(false)),
        row(exposedAgain(true), CONTACTS_UNDER_WATCH.up()),
        row(
            reclassified(ContactClass.GENERAL, ContactClass.CLOSE, true),
            CLOSE_CONTACTS.up(),
            OTHER_CONTACTS.down(),
            CONTACTS_UNDER_WATCH.up()),
        row(
            reclassified(ContactClass.CLOSE, ContactClass.SECONDARY, false),
            OTHER_CONTACTS.up(),
            CLOSE_CONTACTS.down()),
        row(reclassified(ContactClass.SECONDARY, ContactClass.GENERAL, false)),
        row(new ResidentEvent.CaseOnsetNoted(ID, ID, DAY)),
        row(
            new ResidentEvent.CaseSourceFound(
                ID, ID, ResidentEvent.InfectionSource.CASE, ID, null)),
        row(
            new ResidentEvent.ContactSuggestionDismissed(
                ID, ID, ResidentEvent.SuggestionReason.GATE)),
        row(enlisted(WorkerKind.COMMUNITY_WORKER, false), COMMUNITY_WORKERS.up()),
        row(enlisted(WorkerKind.CADRE, true), CADRES.up(), PARTY_MEMBERS.up()),
        row(enlisted(WorkerKind.POLICE, false), POLICE.up()),
        row(enlisted(WorkerKind.VOLUNTEER, false), VOLUNTEERS.up()),
        row(enlisted(WorkerKind.PROPERTY_STAFF, false), PROPERTY_STAFF.up()),
        row(
            new ResidentEvent.WorkerStoodDown(ID, WorkerKind.VOLUNTEER, true),
            VOLUNTEERS.down(),
            PARTY_MEMBERS.down()),
        row(new ResidentEvent.HouseholdAssignedToCadre(ID, ID), HOUSEHOLDS_WITH_CADRE.up()),
        row(new ResidentEvent.HouseholdReleasedFromCadre(ID, ID), HOUSEHOLDS_WITH_CADRE.down()),
        row(
            new ResidentEvent.HouseholdContacted(ID, ID, ContactChannel.TELEPHONE, DAY),
            HOUSEHOLDS_CONTACTED.up()),
        row(new ResidentEvent.TaskAssigned(ID, ID, TaskKind.DELIVERY, Instant.EPOCH, ID, ID)),
        row(
            new ResidentEvent.TaskCompleted(ID, ID, TaskKind.DELIVERY, 90, 5, ID),
            TASKS_DONE.up(),
            POINTS_EARNED.by(5)),
        row(
            new ResidentEvent.TaskCancelled(
                ID, ID, TaskKind.DELIVERY, TaskCancellation.NOT_NEEDED, ID)),
        row(new ResidentEvent.PointsEarned(ID, ID, ID, 5)),
        row(new ResidentEvent.PointsSpent(ID, ID, 5, PointsGoods.FOOD)),
        row(new ResidentEvent.PointsCorrected(ID, ID, 5, PointsCorrection.AWARD)),
        row(new ResidentEvent.UnitRegistered(ID)),
        row(new ResidentEvent.GroupAssignedToUnit(ID, ID)),
        row(new ResidentEvent.DutyPostClosed(ID)),
        row(new ResidentEvent.ShiftCalledOff(ID, ID, ID)),
        row(new ResidentEvent.AttendanceStruck(ID, ID)),
        row(new ResidentEvent.NoticePublished(ID, NoticeKind.GUIDE)),
        row(new ResidentEvent.NoticeAcknowledged(ID, ID)),
        row(new ResidentEvent.HealthCertificateIssued(ID, ID, Instant.EPOCH)));
  }

  private static ResidentEvent corrected(Residency was, Residency is) {
    return new ResidentEvent.ResidentCorrected(
        ID, was, was == Residency.STRANDED, is, false, AgeBand.UNKNOWN, Sex.UNKNOWN);
  }

  static Stream<Arguments> checkpoints() {
    return Stream.of(
        row(new CheckpointEvent.CompoundClosed(ID, 1, 3), COMPOUNDS_CLOSED.up()),
        row(new CheckpointEvent.CompoundReopened(ID), COMPOUNDS_CLOSED.down()),
        row(opened(CheckpointKind.GATE), GATES_OPEN.up()),
        row(opened(CheckpointKind.BLOCKED_POINT), BLOCKED_POINTS.up()),
        row(opened(CheckpointKind.ROAD), ROAD_CONTROLS.up()),
        row(new CheckpointEvent.CheckpointWithdrawn(ID, CheckpointKind.GATE), GATES_OPEN.down()),
        row(passed(Passer.PERSON, true, PassageOutcome.ADMITTED), PASSAGES.up()),
        row(passed(Passer.VEHICLE, true, PassageOutcome.ADMITTED), PASSAGES.up(), VEHICLES.up()),
        row(
            passed(Passer.PERSON, false, PassageOutcome.REFUSED),
            PASSAGES.up(),
            PASSAGES_WITHOUT_MASK.up(),
            PASSAGES_REFUSED.up()),
        row(
            passed(Passer.PERSON, true, PassageOutcome.REFERRED),
            PASSAGES.up(),
            PASSAGES_REFERRED.up()),
        row(new CheckpointEvent.FeverDetected(ID, ID, null, 38.1), GATE_FEVERS.up()),
        row(changed(CodeColour.GREEN, CodeColour.RED), CODE_CHANGES.up(), CODES_RED.up()),
        row(
            changed(CodeColour.RED, CodeColour.YELLOW),
            CODE_CHANGES.up(),
            CODES_RED.down(),
            CODES_YELLOW.up()),
        row(changed(CodeColour.YELLOW, CodeColour.GREEN), CODE_CHANGES.up(), CODES_YELLOW.down()),
        row(new CheckpointEvent.HealthCodeGroundNoted(ID, ID, CodeReason.CASE, CodeColour.RED, 1)));
  }

  static Stream<Arguments> isolations() {
    return Stream.of(
        row(
            new IsolationEvent.IsolationOrdered(
                ID, ID, IsolationKind.CENTRAL, IsolationReason.CLOSE_CONTACT, DAY),
            ISOLATION_AWAITED.up(),
            CLOSE_CONTACTS_CENTRAL.up()),
        row(
            new IsolationEvent.IsolationOrdered(
                ID, ID, IsolationKind.CENTRAL, IsolationReason.RETURNEE, DAY),
            ISOLATION_AWAITED.up()),
        row(
            new IsolationEvent.IsolationOrdered(
                ID, ID, IsolationKind.HOME, IsolationReason.CLOSE_CONTACT, DAY),
            ISOLATION_AWAITED.up()),
        row(
            new IsolationEvent.IsolationGroundAdded(
                ID, ID, IsolationKind.CENTRAL, IsolationReason.CLOSE_CONTACT, DAY, ID),
            CLOSE_CONTACTS_CENTRAL.up()),
        row(
            new IsolationEvent.IsolationGroundAdded(
                ID, ID, IsolationKind.HOME, IsolationReason.CLOSE_CONTACT, DAY, ID)),
        row(
            new IsolationEvent.IsolationGroundAdded(
                ID, ID, IsolationKind.CENTRAL, IsolationReason.CLOSE_CONTACT, DAY, ID, true)),
        row(new IsolationEvent.IsolationGroundLifted(ID, ID, ID, DAY)),
        row(started(IsolationKind.HOME), HOME_ISOLATION),
        row(started(IsolationKind.CENTRAL), CENTRAL_ISOLATION),
        row(started(IsolationKind.MEDICAL_OBSERVATION), MEDICAL_OBSERVATION),
        row(started(IsolationKind.HOSPITAL), HOSPITAL_ISOLATION),
        row(
            new IsolationEvent.IsolationTransferred(
                ID, ID, IsolationKind.HOME, IsolationKind.HOSPITAL, true),
            HOME_ISOLATION.down(),
            HOSPITAL_ISOLATION.up()),
        row(
            new IsolationEvent.IsolationTransferred(
                ID, ID, IsolationKind.HOME, IsolationKind.CENTRAL, false)),
        row(new IsolationEvent.GuardianAssigned(ID, ID)),
        row(new IsolationEvent.IsolationExtended(ID, DAY)),
        row(new IsolationEvent.IsolationBreached(ID, ID), BREACHES.up()),
        row(released(true), ISOLATION_RELEASED.up(), HOME_ISOLATION.down()),
        row(released(false), ISOLATION_AWAITED.down()),
        row(checked(37.2), HEALTH_CHECKS.up()),
        row(checked(37.3), HEALTH_CHECKS.up(), CHECK_FEVERS.up()),
        row(
            new IsolationEvent.HealthCheckMissed(ID, ID, DAY, CheckSlot.EVENING),
            HEALTH_CHECKS_MISSED.up()));
  }

  static Stream<Arguments> supplies() {
    return Stream.of(
        row(
            new SupplyEvent.NeedRegistered(ID, ID, NeedCategory.FOOD, Urgency.TODAY),
            NEEDS_REGISTERED.up(),
            NEEDS_OPEN.up()),
        row(new SupplyEvent.NeedAssigned(ID, ID)),
        row(
            new SupplyEvent.NeedResolved(ID, NeedCategory.FOOD, true),
            NEEDS_RESOLVED.up(),
            NEEDS_OPEN.down(),
            NEEDS_RESOLVED_SAME_DAY.up()),
        row(
            new SupplyEvent.NeedResolved(ID, NeedCategory.FOOD, false),
            NEEDS_RESOLVED.up(),
            NEEDS_OPEN.down()),
        row(new SupplyEvent.NeedRaised(ID, NeedCategory.FOOD, RaisedTo.STREET), NEEDS_RAISED.up()),
        row(ordered(PackageKind.TEN_YUAN, 2), ORDERS.up(), PACKAGES_TEN_YUAN.by(2)),
        row(ordered(PackageKind.HALAL, 1), ORDERS.up(), PACKAGES_HALAL.up()),
        row(ordered(PackageKind.NONE, 0), ORDERS.up()),
        row(new SupplyEvent.OrderPacked(ID)),
        row(new SupplyEvent.OrderDispatched(ID, "bus 512")),
        row(
            new SupplyEvent.SuppliesDelivered(ID, ID, true),
            DELIVERIES.up(),
            DELIVERIES_CONTACTLESS.up()),
        row(new SupplyEvent.SuppliesDelivered(ID, ID, false), DELIVERIES.up()),
        row(
            new SupplyEvent.DeliveryFailed(ID, FailureReason.NOBODY_ANSWERED),
            DELIVERIES_FAILED.up()),
        row(new SupplyEvent.OrderCancelled(ID)));
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyMetricIsMovedBySomething() {
    Set<Metric> moved = new HashSet<>();
    Stream.of(residents(), checkpoints(), isolations(), supplies())
        .flatMap(rows -> rows)
        .forEach(row -> moved.addAll(((Map<Metric, Long>) row.get()[1]).keySet()));

    assertEquals(Set.of(Metric.values()), moved);
  }

  @Test
  void numbersAndIdsAreUniqueAndFitTheLedger() {
    List<Metric> all = Arrays.asList(Metric.values());

    assertEquals(all.size(), all.stream().map(Metric::number).distinct().count());
    assertEquals(all.size(), all.stream().map(Metric::id).distinct().count());
    assertTrue(all.stream().allMatch(m -> m.number() > 0 && m.number() < Short.MAX_VALUE));
    assertTrue(all.stream().allMatch(m -> m.id().matches("[a-z]+(\\.[a-z]+)*")));
    assertFalse(all.stream().anyMatch(m -> m.chinese().isBlank() || m.english().isBlank()));
  }

  private static Arguments row(DomainEvent event, Movement... movements) {
    Map<Metric, Long> expected = new EnumMap<>(Metric.class);
    for (Movement movement : movements) {
      expected.put(movement.metric(), movement.amount());
    }
    return Arguments.of(event, expected);
  }

  /** An isolation that began. */
  private static Arguments row(IsolationEvent.IsolationStarted event, Metric now) {
    return row(event, ISOLATION_AWAITED.down(), ISOLATION_STARTED.up(), now.up());
  }

  private static DomainEvent visited(VisitOutcome outcome, Tenure tenure, int people) {
    return new ResidentEvent.HouseholdVisited(ID, 1, outcome, tenure, people);
  }

  private static DomainEvent registered(Residency residency, boolean foreigner) {
    return new ResidentEvent.ResidentRegistered(
        ID, ID, residency, foreigner, AgeBand.FROM_18_TO_59, Sex.FEMALE);
  }

  private static DomainEvent returned(String origin, RiskLevel risk) {
    return new ResidentEvent.ReturnRegistered(ID, new Division(origin), risk, DAY);
  }

  private static DomainEvent traced(ContactClass contactClass) {
    return new ResidentEvent.ContactTraced(ID, ID, ID, contactClass, DAY, ContactSetting.MEAL);
  }

  private static DomainEvent exposedAgain(boolean resumed) {
    return new ResidentEvent.ContactExposedAgain(
        ID, ID, ID, ContactClass.CLOSE, DAY, ContactSetting.MEAL, resumed);
  }

  private static DomainEvent reclassified(ContactClass was, ContactClass is, boolean resumed) {
    return new ResidentEvent.ContactReclassified(
        ID, ID, ID, was, is, DAY, ContactSetting.MEAL, resumed);
  }

  private static DomainEvent enlisted(WorkerKind kind, boolean partyMember) {
    return new ResidentEvent.WorkerEnlisted(ID, kind, partyMember);
  }

  private static DomainEvent opened(CheckpointKind kind) {
    return new CheckpointEvent.CheckpointOpened(ID, kind, null);
  }

  private static DomainEvent passed(Passer passer, boolean mask, PassageOutcome outcome) {
    return new CheckpointEvent.PassageRecorded(
        ID,
        null,
        Direction.IN,
        passer,
        true,
        true,
        36.6,
        mask,
        CodeColour.GREEN,
        outcome,
        outcome == PassageOutcome.ADMITTED ? null : PassageReason.NO_MASK);
  }

  private static DomainEvent changed(CodeColour from, CodeColour to) {
    return new CheckpointEvent.HealthCodeChanged(ID, from, to, CodeReason.CASE);
  }

  private static IsolationEvent.IsolationStarted started(IsolationKind kind) {
    return new IsolationEvent.IsolationStarted(ID, ID, kind);
  }

  private static DomainEvent released(boolean started) {
    return new IsolationEvent.IsolationReleased(
        ID, ID, IsolationKind.HOME, IsolationReason.RETURNEE, ReleaseGround.TERM_ENDED, started);
  }

  private static DomainEvent checked(double temperature) {
    return new IsolationEvent.HealthChecked(
        ID, ID, DAY, CheckSlot.MORNING, temperature, false, false, true);
  }

  private static DomainEvent ordered(PackageKind kind, int packages) {
    return new SupplyEvent.SuppliesOrdered(ID, ID, null, kind, packages, List.of());
  }
}
