package org.qunfang.resident.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.CheckpointWithdrawn;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.EventTypes;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.HouseholdAssignedToCadre;
import org.qunfang.events.ResidentEvent.HouseholdContacted;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdReleasedFromCadre;
import org.qunfang.events.ResidentEvent.NoticeAcknowledged;
import org.qunfang.events.ResidentEvent.NoticeChannel;
import org.qunfang.events.ResidentEvent.NoticeDelivered;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.events.ResidentEvent.OccupantChangeReported;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.TaskAssigned;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.Urgency;

class FilingEventsTest {

  private static final UUID WHO = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final LocalDate DAY = LocalDate.of(2020, 2, 1);

  @Test
  void anEventThatNamesAPersonIsInSomebodysFileWhoeverTellsIt() {
    assertThat(EventTypes.all())
        .filteredOn(
            event ->
                Arrays.stream(event.getRecordComponents())
                    .anyMatch(part -> Set.of("person", "resident").contains(part.getName())))
        .filteredOn(event -> !Concerned.anybody(event))
        .filteredOn(event -> !PersonEvent.class.isAssignableFrom(event))
        .containsExactlyInAnyOrder(PassageRecorded.class, HealthCodeGroundNoted.class);
    assertThat(Concerned.anybody(CheckpointWithdrawn.class)).isFalse();
  }

  /** In the streams of persons and households themselves, where files read them. */
  private static final String READ_IN_THEIR_STREAMS =
      """
          HouseholdRegistered HouseholdVisited RevisitFellDue RevisitCaughtUp ResidentRegistered
          ResidentLeft ResidentCorrected ResidentMovedAway ResidentMoved ResidentMerged
          DuplicateRuledOut SpecialCareNoted SpecialCareEnded ResidentForgotten SymptomsReported
          ReturnRegistered HouseholdPlaced HouseholdCorrected HouseholdClosed DoorPlateAssigned
          OccupantsReached ReturnReviewed
      """;

  private static final String FILED =
      """
          CaseReported CaseConfirmed CaseRuledOut CaseRecovered CaseDied ContactTraced
          ContactCleared CaseOnsetNoted CaseSourceFound ContactReclassified ContactExposedAgain
          ContactInfected ContactSuggestionDismissed StrandedStayNoted OccupantChangeReported
          OccupantChangeSettled HouseholdAssignedToCadre HouseholdReleasedFromCadre
          TaskAssigned TaskCompleted TaskCancelled HouseholdContacted NoticeDelivered
          NoticeAcknowledged HealthCertificateIssued
          HealthCertificateRevoked FeverDetected HealthCodeChanged IsolationOrdered
          IsolationGroundAdded IsolationGroundLifted IsolationStarted GuardianAssigned
          IsolationTransferred IsolationExtended IsolationBreached IsolationReleased HealthChecked
          HealthCheckMissed NeedRegistered NeedAssigned NeedResolved NeedRaised SuppliesOrdered
          OrderPacked OrderDispatched SuppliesDelivered DeliveryFailed OrderCancelled
      """;

  /**
   * About no person and no household, or about many at once; passages have a table of their own.
   */
  private static final String NOT_FILED =
      """
          WorkerEnlisted WorkerAccountChanged WorkerStoodDown RiskAreaDeclared RiskAreaLifted
          RiskAreaCorrected
          RiskAreaWithdrawn PlaceRegistered PlaceRenamed PlaceClosed ScreeningRoundOpened
          ScreeningExcused ScreeningRoundClosed GridDefined GridLeaderChanged HouseholdsPutInGrid
          GridDissolved TenHouseholdGroupFormed TenHouseholdGroupLeaderChosen
          TenHouseholdGroupRegrouped TenHouseholdGroupDissolved UnitRegistered UnitDissolved
          GroupAssignedToUnit GroupReleasedFromUnit
          DutyPostOpened DutyPostClosed ShiftPlanned ShiftCalledOff AttendanceLogged
          AttendanceStruck PointsEarned PointsSpent PointsCorrected NoticePublished NoticeWithdrawn
          CompoundClosed CompoundReopened CheckpointOpened CheckpointWithdrawn PassageRecorded
          HealthCodeGroundNoted DivisionAdded DivisionRenamed DivisionAbolished
      """;

  /** By which it is found whose file an event belongs to. */
  private static final String NAMES_THAT_FIND =
      "resident person household caseId sourceCase order need";

  /** Things, other persons, and whole lists of them. */
  private static final String OTHER_NAMES =
      """
          screening missing fromHousehold into other contact became worker period site place within
          before residents round households grid leader group leadingHousehold report unit cadre
          task post shift attendance entry notice certificate compound checkpoint passage ground
          cause guardian account
      """;

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  @Test
  void ofEveryEventItIsDecidedWhetherItIsFiled() {
    assertThat(EventTypes.all())
        .filteredOn(FilingEventsTest::ofItsOwnStream)
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(words(READ_IN_THEIR_STREAMS));
    assertThat(EventTypes.all())
        .filteredOn(Concerned::anybody)
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(words(FILED));
    assertThat(EventTypes.all())
        .filteredOn(event -> !Concerned.anybody(event) && !ofItsOwnStream(event))
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(words(NOT_FILED));
  }

  private static boolean ofItsOwnStream(Class<?> event) {
    return PersonEvent.class.isAssignableFrom(event)
        || HouseholdEvent.class.isAssignableFrom(event);
  }

  @Test
  void ofEveryNameOfSomebodyOrSomethingItIsDecidedWhetherItFindsAFile() {
    List<String> decided =
        Stream.of(NAMES_THAT_FIND, OTHER_NAMES).flatMap(text -> words(text).stream()).toList();
    assertThat(EventTypes.all().stream().flatMap(FilingEventsTest::names).distinct())
        .containsExactlyInAnyOrderElementsOf(decided);
  }

  private static Stream<String> names(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .filter(part -> part.getGenericType().getTypeName().contains(UUID.class.getName()))
        .map(RecordComponent::getName);
  }

  @Test
  void aPersonComesBeforeTheHousehold() {
    assertThat(
            Concerned.by(new NeedRegistered(OTHER, WHO, NeedCategory.FOOD, Urgency.TODAY))
                .subject())
        .isEqualTo(WHO);
    assertThat(
            Concerned.by(
                new ContactTraced(OTHER, OTHER, WHO, ContactClass.CLOSE, DAY, ContactSetting.MEAL)))
        .isEqualTo(new Concerned(WHO, List.of(OTHER)));
  }

  @Test
  void aTaskIsInTheFileOfTheHouseholdItIsFor() {
    assertThat(
            Concerned.by(new TaskAssigned(OTHER, OTHER, TaskKind.CARE, Instant.EPOCH, WHO, OTHER))
                .subject())
        .isEqualTo(WHO);
    assertThat(
            Concerned.by(new TaskAssigned(OTHER, OTHER, TaskKind.PATROL, Instant.EPOCH, null, null))
                .subject())
        .isNull();
  }

  @Test
  void whatComesByTheDayIsDroppedByTheDayAndTheRestIsKept() {
    assertThat(
            Stream.<DomainEvent>of(
                new NoticeDelivered(OTHER, WHO, NoticeChannel.AT_DOOR, true),
                new NoticeAcknowledged(OTHER, WHO),
                new NeedRegistered(OTHER, WHO, NeedCategory.FOOD, Urgency.TODAY)))
        .allMatch(event -> Concerned.daily(told(event, 1)));
    assertThat(
            Stream.<DomainEvent>of(
                new HouseholdAssignedToCadre(WHO, OTHER),
                new HouseholdReleasedFromCadre(WHO, OTHER),
                new OccupantChangeReported(OTHER, OTHER, WHO, OccupantChange.MOVED_IN, 1),
                new TaskAssigned(OTHER, OTHER, TaskKind.CARE, Instant.EPOCH, WHO, OTHER),
                new IsolationExtended(OTHER, DAY)))
        .noneMatch(event -> Concerned.daily(told(event, 1)));
    assertThat(
            Concerned.daily(
                told(new HouseholdContacted(WHO, OTHER, ContactChannel.TELEPHONE, DAY), 0)))
        .isTrue();
  }

  private static Envelope told(DomainEvent event, long version) {
    return new Envelope(
        OTHER,
        "stream",
        version,
        new Division("422801001008"),
        Instant.EPOCH,
        Instant.EPOCH,
        "somebody",
        null,
        event);
  }

  @Test
  void whatNamesNobodyWaitsForItsStream() {
    assertThat(Concerned.anybody(IsolationExtended.class)).isTrue();
    assertThat(Concerned.by(new IsolationExtended(OTHER, DAY)).subject()).isNull();
    assertThat(Concerned.by(new FeverDetected(OTHER, OTHER, null, 38)).subject()).isNull();
  }
}
