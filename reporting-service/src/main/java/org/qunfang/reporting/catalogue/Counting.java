package org.qunfang.reporting.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.qunfang.events.BodyTemperature;
import org.qunfang.events.CheckpointEvent;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.ResidentEvent;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.events.SupplyEvent;

/**
 * Which event moves which metrics by how much: the one place. It needs nothing but the event, so
 * that order between communities does not matter and anybody can count again. A new event does not
 * compile until it is decided here.
 */
public final class Counting {

  private static final Division WUHAN = new Division("420100000000");
  private static final List<Movement> NOTHING = List.of();

  private Counting() {}

  /** What the event moves. */
  public static List<Movement> of(DomainEvent event) {
    return switch (event) {
      case ResidentEvent told -> of(told);
      case CheckpointEvent told -> of(told);
      case IsolationEvent told -> of(told);
      case SupplyEvent told -> of(told);
    };
  }

  private static List<Movement> of(ResidentEvent event) {
    return switch (event) {
      case ResidentEvent.HouseholdRegistered e ->
          List.of(Metric.HOUSEHOLDS.up(), held(e.tenure()).up());
      case ResidentEvent.HouseholdVisited e -> visited(e);
      case ResidentEvent.RevisitFellDue e -> List.of(Metric.REVISITS_OVERDUE.up());
      case ResidentEvent.RevisitCaughtUp e -> List.of(Metric.REVISITS_OVERDUE.down());
      case ResidentEvent.ResidentRegistered e -> lives(e.residency(), e.foreigner(), 1);
      case ResidentEvent.ResidentLeft e -> lives(e.residency(), e.foreigner(), -1);
      case ResidentEvent.ResidentCorrected e ->
          e.wasResidency() == e.residency() && e.wasForeigner() == e.foreigner()
              ? NOTHING
              : both(
                  livesAs(e.wasResidency(), e.wasForeigner(), -1),
                  livesAs(e.residency(), e.foreigner(), 1));
      case ResidentEvent.ResidentMovedAway e ->
          both(lives(e.residency(), e.foreigner(), -1), lookedAfter(e.specialCare(), -1));
      case ResidentEvent.ResidentMoved e ->
          e.from() == null
              ? NOTHING
              : both(lives(e.residency(), e.foreigner(), 1), lookedAfter(e.specialCare(), 1));
      case ResidentEvent.ResidentMerged e -> lives(e.residency(), e.foreigner(), -1);
      case ResidentEvent.DuplicateRuledOut e -> NOTHING;
      case ResidentEvent.ReturnReviewed e -> NOTHING;
      case ResidentEvent.SpecialCareNoted e -> lookedAfter(e.first(), 1);
      case ResidentEvent.SpecialCareEnded e -> lookedAfter(e.last(), -1);
      case ResidentEvent.ResidentForgotten e -> NOTHING;
      case ResidentEvent.SymptomsReported e ->
          e.fever() || e.dryCough() ? List.of(Metric.SYMPTOMS_REPORTED.up()) : NOTHING;
      case ResidentEvent.ReturnRegistered e -> returned(e);
      case ResidentEvent.CaseReported e ->
          switch (e.caseClass()) {
            case SUSPECTED -> List.of(Metric.SUSPECTED_NEW.up(), Metric.SUSPECTED_NOW.up());
            case CONFIRMED -> List.of(Metric.CONFIRMED_NEW.up(), Metric.CONFIRMED_NOW.up());
            case ASYMPTOMATIC ->
                List.of(Metric.ASYMPTOMATIC_NEW.up(), Metric.ASYMPTOMATIC_NOW.up());
          };
      case ResidentEvent.CaseConfirmed e ->
          List.of(Metric.CONFIRMED_NEW.up(), Metric.CONFIRMED_NOW.up(), casesNow(e.was()).down());
      case ResidentEvent.CaseRuledOut e ->
          List.of(Metric.RULED_OUT.up(), Metric.SUSPECTED_NOW.down());
      case ResidentEvent.CaseRecovered e ->
          List.of(Metric.RECOVERED.up(), casesNow(e.was()).down());
      case ResidentEvent.CaseDied e -> List.of(Metric.DIED.up(), casesNow(e.was()).down());
      case ResidentEvent.ContactTraced e ->
          List.of(Metric.CONTACTS_UNDER_WATCH.up(), contacts(e.contactClass()).up());
      case ResidentEvent.ContactCleared e ->
          List.of(Metric.CONTACTS_UNDER_WATCH.down(), Metric.CONTACTS_CLEARED.up());
      case ResidentEvent.CaseOnsetNoted e -> NOTHING;
      case ResidentEvent.CaseSourceFound e -> NOTHING;
      case ResidentEvent.ContactReclassified e -> reclassified(e);
      case ResidentEvent.ContactExposedAgain e ->
          e.resumed() ? List.of(Metric.CONTACTS_UNDER_WATCH.up()) : NOTHING;
      // Watched as a case from now on, and not cleared.
      case ResidentEvent.ContactInfected e -> List.of(Metric.CONTACTS_UNDER_WATCH.down());
      case ResidentEvent.ContactSuggestionDismissed e -> NOTHING;
      case ResidentEvent.WorkerEnlisted e -> works(e.kind(), e.partyMember(), 1);
      case ResidentEvent.WorkerStoodDown e -> works(e.kind(), e.partyMember(), -1);
      case ResidentEvent.DivisionEvent e -> NOTHING;
      case ResidentEvent.RiskAreaEvent e -> NOTHING;
      case ResidentEvent.StayEvent e -> NOTHING;
      case ResidentEvent.HouseholdCorrected e ->
          List.of(held(e.was()).down(), held(e.tenure()).up());
      case ResidentEvent.HouseholdClosed e ->
          List.of(Metric.HOUSEHOLDS.down(), held(e.tenure()).down());
      case ResidentEvent.HouseholdPlaced e -> NOTHING;
      case ResidentEvent.DoorPlateAssigned e -> NOTHING;
      case ResidentEvent.OccupantsReached e -> reached(e);
      case ResidentEvent.PlaceEvent e -> NOTHING;
      case ResidentEvent.ScreeningEvent e -> NOTHING;
      case ResidentEvent.GridDefined e -> List.of(Metric.GRIDS.up());
      case ResidentEvent.WorkerAccountChanged e -> NOTHING;
      case ResidentEvent.GridLeaderChanged e -> NOTHING;
      case ResidentEvent.HouseholdsPutInGrid e -> NOTHING;
      case ResidentEvent.GridDissolved e -> List.of(Metric.GRIDS.down());
      case ResidentEvent.WatchGroupEvent e -> NOTHING;
      case ResidentEvent.OccupantChangeEvent e -> NOTHING;
      case ResidentEvent.UnitEvent e -> NOTHING;
      case ResidentEvent.GroupDutyEvent e -> NOTHING;
      case ResidentEvent.HouseholdAssignedToCadre e -> List.of(Metric.HOUSEHOLDS_WITH_CADRE.up());
      case ResidentEvent.HouseholdReleasedFromCadre e ->
          List.of(Metric.HOUSEHOLDS_WITH_CADRE.down());
      case ResidentEvent.HouseholdContacted e -> List.of(Metric.HOUSEHOLDS_CONTACTED.up());
      case ResidentEvent.TaskAssigned e -> NOTHING;
      case ResidentEvent.TaskCompleted e ->
          List.of(Metric.TASKS_DONE.up(), Metric.POINTS_EARNED.by(e.points()));
      case ResidentEvent.TaskCancelled e -> NOTHING;
      case ResidentEvent.PostEvent e -> NOTHING;
      case ResidentEvent.RosterEvent e -> NOTHING;
      case ResidentEvent.AttendanceEvent e -> NOTHING;
      // What a task earned was counted with the task.
      case ResidentEvent.PointsEvent e -> NOTHING;
      case ResidentEvent.NoticeEvent e -> NOTHING;
      case ResidentEvent.NoticeDeliveryEvent e -> NOTHING;
      case ResidentEvent.CertificateEvent e -> NOTHING;
    };
  }

  private static List<Movement> visited(ResidentEvent.HouseholdVisited visit) {
    return switch (visit.outcome()) {
      case SCREENED -> {
        boolean owner = visit.tenure() == Tenure.OWNER;
        yield List.of(
            Metric.HOUSEHOLDS_SCREENED.up(),
            Metric.PEOPLE_SCREENED.by(visit.people()),
            owner ? Metric.OWNERS_SCREENED.up() : Metric.TENANT_HOUSEHOLDS_SCREENED.up(),
            (owner ? Metric.RESIDENTS_SCREENED : Metric.TENANTS_SCREENED).by(visit.people()));
      }
      case NOBODY_HOME -> List.of(Metric.NOBODY_HOME.up());
      case REFUSED -> List.of(Metric.VISITS_REFUSED.up());
      // Known to be somewhere else is neither screened nor sought for.
      case REACHED_ELSEWHERE -> NOTHING;
    };
  }

  private static List<Movement> both(List<Movement> some, List<Movement> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<Movement> lookedAfter(boolean counts, int amount) {
    return counts ? List.of(Metric.SPECIAL_CARE.by(amount)) : NOTHING;
  }

  private static Metric held(Tenure tenure) {
    return switch (tenure) {
      case OWNER -> Metric.OWNER_HOUSEHOLDS;
      case TENANT -> Metric.TENANT_HOUSEHOLDS;
    };
  }

  /** Those met at home after all are screened with their household, which has been counted. */
  private static List<Movement> reached(ResidentEvent.OccupantsReached reached) {
    if (reached.whereabouts() != Whereabouts.AT_HOME) {
      return NOTHING;
    }
    int people = reached.residents().size();
    return List.of(
        Metric.PEOPLE_SCREENED.by(people),
        (reached.tenure() == Tenure.OWNER ? Metric.RESIDENTS_SCREENED : Metric.TENANTS_SCREENED)
            .by(people));
  }

  private static List<Movement> lives(Residency residency, boolean foreigner, int amount) {
    return both(List.of(Metric.PEOPLE.by(amount)), livesAs(residency, foreigner, amount));
  }

  private static List<Movement> livesAs(Residency residency, boolean foreigner, int amount) {
    Metric group =
        switch (residency) {
          case RESIDENT -> Metric.RESIDENTS;
          case TENANT -> Metric.TENANTS;
          case STRANDED -> Metric.STRANDED;
        };
    return foreigner && residency == Residency.STRANDED
        ? List.of(group.by(amount), Metric.STRANDED_FOREIGNERS.by(amount))
        : List.of(group.by(amount));
  }

  private static List<Movement> returned(ResidentEvent.ReturnRegistered e) {
    List<Movement> moved = new ArrayList<>(3);
    moved.add(Metric.RETURNEES.up());
    if (e.originRisk() != RiskLevel.LOW) {
      moved.add(Metric.RETURNEES_FROM_RISK.up());
    }
    if (WUHAN.contains(e.origin())) {
      moved.add(Metric.RETURNEES_FROM_WUHAN.up());
    }
    return moved;
  }

  private static Metric casesNow(CaseClass caseClass) {
    return switch (caseClass) {
      case SUSPECTED -> Metric.SUSPECTED_NOW;
      case CONFIRMED -> Metric.CONFIRMED_NOW;
      case ASYMPTOMATIC -> Metric.ASYMPTOMATIC_NOW;
    };
  }

  /** Counted where they belong from now on, taken off where they were counted by mistake (核减). */
  private static List<Movement> reclassified(ResidentEvent.ContactReclassified e) {
    List<Movement> moved = new ArrayList<>(3);
    if (contacts(e.was()) != contacts(e.contactClass())) {
      moved.add(contacts(e.contactClass()).up());
      moved.add(contacts(e.was()).down());
    }
    if (e.resumed()) {
      moved.add(Metric.CONTACTS_UNDER_WATCH.up());
    }
    return moved;
  }

  private static Metric contacts(ContactClass contactClass) {
    return switch (contactClass) {
      case CLOSE -> Metric.CLOSE_CONTACTS;
      case SECONDARY, GENERAL -> Metric.OTHER_CONTACTS;
    };
  }

  private static List<Movement> works(WorkerKind kind, boolean partyMember, int amount) {
    Metric group =
        switch (kind) {
          case COMMUNITY_WORKER -> Metric.COMMUNITY_WORKERS;
          case CADRE -> Metric.CADRES;
          case POLICE -> Metric.POLICE;
          case VOLUNTEER -> Metric.VOLUNTEERS;
          case PROPERTY_STAFF -> Metric.PROPERTY_STAFF;
        };
    return partyMember
        ? List.of(group.by(amount), Metric.PARTY_MEMBERS.by(amount))
        : List.of(group.by(amount));
  }

  private static List<Movement> of(CheckpointEvent event) {
    return switch (event) {
      // The gates it keeps and the points it blocks come by themselves, as checkpoints.
      case CheckpointEvent.CompoundClosed e -> List.of(Metric.COMPOUNDS_CLOSED.up());
      case CheckpointEvent.CompoundReopened e -> List.of(Metric.COMPOUNDS_CLOSED.down());
      case CheckpointEvent.CheckpointOpened e -> List.of(stands(e.kind()).up());
      case CheckpointEvent.CheckpointWithdrawn e -> List.of(stands(e.kind()).down());
      case CheckpointEvent.PassageRecorded e -> passed(e);
      case CheckpointEvent.FeverDetected e -> List.of(Metric.GATE_FEVERS.up());
      case CheckpointEvent.HealthCodeChanged e -> {
        List<Movement> moved = new ArrayList<>(3);
        moved.add(Metric.CODE_CHANGES.up());
        coloured(moved, e.from(), -1);
        coloured(moved, e.to(), 1);
        yield moved;
      }
      case CheckpointEvent.HealthCodeGroundNoted e -> NOTHING;
    };
  }

  private static Metric stands(CheckpointKind kind) {
    return switch (kind) {
      case GATE -> Metric.GATES_OPEN;
      case BLOCKED_POINT -> Metric.BLOCKED_POINTS;
      case ROAD -> Metric.ROAD_CONTROLS;
    };
  }

  private static List<Movement> passed(CheckpointEvent.PassageRecorded passage) {
    List<Movement> moved = new ArrayList<>(4);
    moved.add(Metric.PASSAGES.up());
    if (passage.passer() == Passer.VEHICLE) {
      moved.add(Metric.VEHICLES.up());
    }
    if (!passage.mask()) {
      moved.add(Metric.PASSAGES_WITHOUT_MASK.up());
    }
    switch (passage.outcome()) {
      case ADMITTED -> {}
      case REFUSED -> moved.add(Metric.PASSAGES_REFUSED.up());
      case REFERRED -> moved.add(Metric.PASSAGES_REFERRED.up());
    }
    return moved;
  }

  private static void coloured(List<Movement> moved, CodeColour colour, int amount) {
    switch (colour) {
      case RED -> moved.add(Metric.CODES_RED.by(amount));
      case YELLOW -> moved.add(Metric.CODES_YELLOW.by(amount));
      case GREEN, NONE -> {}
    }
  }

  private static List<Movement> of(IsolationEvent event) {
    return switch (event) {
      case IsolationEvent.IsolationOrdered e ->
          centralContact(e.kind(), e.reason())
              ? List.of(Metric.ISOLATION_AWAITED.up(), Metric.CLOSE_CONTACTS_CENTRAL.up())
              : List.of(Metric.ISOLATION_AWAITED.up());
      // Somebody isolated already, as a returnee perhaps, turns out to be a contact.
      case IsolationEvent.IsolationGroundAdded e ->
          centralContact(e.kind(), e.reason()) && !Boolean.TRUE.equals(e.again())
              ? List.of(Metric.CLOSE_CONTACTS_CENTRAL.up())
              : NOTHING;
      case IsolationEvent.IsolationGroundLifted e -> NOTHING;
      case IsolationEvent.IsolationStarted e ->
          List.of(
              Metric.ISOLATION_AWAITED.down(),
              Metric.ISOLATION_STARTED.up(),
              isolated(e.kind()).up());
      case IsolationEvent.GuardianAssigned e -> NOTHING;
      case IsolationEvent.IsolationTransferred e ->
          e.started() ? List.of(isolated(e.from()).down(), isolated(e.to()).up()) : NOTHING;
      case IsolationEvent.IsolationExtended e -> NOTHING;
      case IsolationEvent.IsolationBreached e -> List.of(Metric.BREACHES.up());
      case IsolationEvent.IsolationReleased e ->
          e.started()
              ? List.of(Metric.ISOLATION_RELEASED.up(), isolated(e.kind()).down())
              : List.of(Metric.ISOLATION_AWAITED.down());
      case IsolationEvent.HealthChecked e ->
          BodyTemperature.isFever(e.temperature())
              ? List.of(Metric.HEALTH_CHECKS.up(), Metric.CHECK_FEVERS.up())
              : List.of(Metric.HEALTH_CHECKS.up());
      case IsolationEvent.HealthCheckMissed e -> List.of(Metric.HEALTH_CHECKS_MISSED.up());
    };
  }

  private static boolean centralContact(IsolationKind kind, IsolationReason reason) {
    return kind == IsolationKind.CENTRAL && reason == IsolationReason.CLOSE_CONTACT;
  }

  private static Metric isolated(IsolationKind kind) {
    return switch (kind) {
      case HOME -> Metric.HOME_ISOLATION;
      case CENTRAL -> Metric.CENTRAL_ISOLATION;
      case MEDICAL_OBSERVATION -> Metric.MEDICAL_OBSERVATION;
      case HOSPITAL -> Metric.HOSPITAL_ISOLATION;
    };
  }

  private static List<Movement> of(SupplyEvent event) {
    return switch (event) {
      case SupplyEvent.NeedRegistered e ->
          List.of(Metric.NEEDS_REGISTERED.up(), Metric.NEEDS_OPEN.up());
      case SupplyEvent.NeedAssigned e -> NOTHING;
      case SupplyEvent.NeedResolved e ->
          e.sameDay()
              ? List.of(
                  Metric.NEEDS_RESOLVED.up(),
                  Metric.NEEDS_OPEN.down(),
                  Metric.NEEDS_RESOLVED_SAME_DAY.up())
              : List.of(Metric.NEEDS_RESOLVED.up(), Metric.NEEDS_OPEN.down());
      case SupplyEvent.NeedRaised e -> List.of(Metric.NEEDS_RAISED.up());
      case SupplyEvent.SuppliesOrdered e ->
          switch (e.packageKind()) {
            case TEN_YUAN -> List.of(Metric.ORDERS.up(), Metric.PACKAGES_TEN_YUAN.by(e.packages()));
            case HALAL -> List.of(Metric.ORDERS.up(), Metric.PACKAGES_HALAL.by(e.packages()));
            case NONE, VEGETABLES, MEAT, BABY, MEDICINE -> List.of(Metric.ORDERS.up());
          };
      case SupplyEvent.OrderPacked e -> NOTHING;
      case SupplyEvent.OrderDispatched e -> NOTHING;
      case SupplyEvent.SuppliesDelivered e ->
          e.contactless()
              ? List.of(Metric.DELIVERIES.up(), Metric.DELIVERIES_CONTACTLESS.up())
              : List.of(Metric.DELIVERIES.up());
      case SupplyEvent.DeliveryFailed e -> List.of(Metric.DELIVERIES_FAILED.up());
      case SupplyEvent.OrderCancelled e -> NOTHING;
    };
  }
}
