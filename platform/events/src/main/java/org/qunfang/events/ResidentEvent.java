package org.qunfang.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the resident service tells: who lives where, who came back, who is ill, who met whom. */
public sealed interface ResidentEvent extends DomainEvent {

  /** Who holds the dwelling: owner (业主、常住户) or tenant (租户). */
  enum Tenure {
    OWNER,
    TENANT
  }

  /** Why a person is here: registered resident (常住), tenant (租住) or stranded (滞留). */
  enum Residency {
    RESIDENT,
    TENANT,
    STRANDED
  }

  /** Sex as registered; the second half of an ID number's sequence tells it. */
  enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
  }

  /** Age in the bands that measures differ by; the birth date itself is personal data. */
  enum AgeBand {
    UNDER_3,
    FROM_3_TO_17,
    FROM_18_TO_59,
    FROM_60_TO_79,
    FROM_80,
    UNKNOWN
  }

  /**
   * What a visit to a household found. Nobody home means that somebody has to come again within six
   * hours; reached elsewhere, that the occupants are away and it is known where.
   */
  enum VisitOutcome {
    SCREENED,
    NOBODY_HOME,
    REFUSED,
    REACHED_ELSEWHERE
  }

  /** Risk level (风险等级) of an area, as declared for the day of arrival. */
  enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH
  }

  /** What a case (病例) is: suspected (疑似), confirmed (确诊) or asymptomatic (无症状感染者). */
  enum CaseClass {
    SUSPECTED,
    CONFIRMED,
    ASYMPTOMATIC
  }

  /** How near a contact was: close (密切接触者), secondary (次密接), general (一般接触者, "class C"). */
  enum ContactClass {
    CLOSE(14),
    SECONDARY(7),
    GENERAL(0);

    private final int termDays;

    ContactClass(int termDays) {
      this.termDays = termDays;
    }

    /**
     * The day on which a contact's time is over: 14 days after the last exposure for a close one, 7
     * for a secondary one. A general contact is told, and not held.
     */
    public LocalDate lastDay(LocalDate lastExposure) {
      return lastExposure.plusDays(termDays);
    }
  }

  /** Where a case was infected: by another case, elsewhere (输入), or nobody knows yet. */
  enum InfectionSource {
    CASE,
    IMPORTED,
    UNKNOWN
  }

  /**
   * Why somebody might be a contact of a case: the same household, or the same gate at one time.
   */
  enum SuggestionReason {
    HOUSEHOLD,
    GATE
  }

  /** Where the contact happened; sharing a household decides for central isolation. */
  enum ContactSetting {
    HOUSEHOLD,
    MEAL,
    WORK,
    TRANSPORT,
    GATE,
    OTHER
  }

  /**
   * Who works for the community: worker (社区工作者), seconded cadre (下沉干部), police, volunteer, property
   * staff (物业).
   */
  enum WorkerKind {
    COMMUNITY_WORKER,
    CADRE,
    POLICE,
    VOLUNTEER,
    PROPERTY_STAFF
  }

  /**
   * Why the community looks after somebody in particular (重点照顾人群): elderly living alone (独居老人),
   * disabled (残疾), pregnant (孕产妇), chronically ill (慢性病), needing dialysis (透析), a child without
   * somebody to look after it (无人监护儿童), a diet of faith or health (饮食禁忌).
   */
  enum Care {
    ELDERLY_ALONE,
    DISABLED,
    PREGNANT,
    CHRONIC_ILLNESS,
    DIALYSIS,
    CHILD_ALONE,
    DIET
  }

  /** What happens to a dwelling. */
  sealed interface HouseholdEvent extends ResidentEvent {}

  /** What happens to one person. */
  sealed interface PersonEvent extends ResidentEvent {}

  /** What happens to a case. */
  sealed interface CaseEvent extends ResidentEvent {}

  /** What happens to a contact of a case. */
  sealed interface ContactEvent extends ResidentEvent {}

  /** What tells all of how a contact met the case, as it is known then. */
  sealed interface ExposureEvent extends ContactEvent {
    UUID contact();

    UUID caseId();

    UUID resident();

    ContactClass contactClass();

    LocalDate lastExposure();

    ContactSetting setting();
  }

  /** What becomes of a guess of who might be a contact. */
  sealed interface SuggestionEvent extends ResidentEvent {}

  /** What happens to somebody who works for the community. */
  sealed interface WorkerEvent extends ResidentEvent {}

  /**
   * A dwelling and those who live in it came onto the register (户). The door itself is in the
   * personal file.
   */
  @EventType("org.qunfang.resident.HouseholdRegistered.v1")
  record HouseholdRegistered(
      UUID household, Tenure tenure, @Nullable String compound, @Nullable String building)
      implements HouseholdEvent {}

  /**
   * Somebody knocked in the course of a screening round (排查). {@code people} were screened behind
   * that door; when nobody was home, somebody has to come again by {@code revisitBy}.
   *
   * @param screening the round, when it was opened as one; a number alone is a round by agreement
   * @param whereabouts where the occupants are, when they were reached elsewhere
   * @param missing occupants on the register who were not met; null for none
   */
  @EventType("org.qunfang.resident.HouseholdVisited.v1")
  record HouseholdVisited(
      UUID household,
      int round,
      VisitOutcome outcome,
      Tenure tenure,
      int people,
      @Nullable Instant revisitBy,
      @Nullable UUID screening,
      @Nullable Whereabouts whereabouts,
      @Nullable List<UUID> missing)
      implements HouseholdEvent {

    /** A visit that leaves nothing to come again for. */
    public HouseholdVisited(
        UUID household, int round, VisitOutcome outcome, Tenure tenure, int people) {
      this(household, round, outcome, tenure, people, null);
    }

    /** A visit in a round that is but a number, with nobody named missing. */
    public HouseholdVisited(
        UUID household,
        int round,
        VisitOutcome outcome,
        Tenure tenure,
        int people,
        @Nullable Instant revisitBy) {
      this(household, round, outcome, tenure, people, revisitBy, null, null, null);
    }
  }

  /** Nobody had been home, six hours have gone, and nobody has been reached yet. */
  @EventType("org.qunfang.resident.RevisitFellDue.v1")
  record RevisitFellDue(UUID household, int round, Instant due) implements HouseholdEvent {}

  /**
   * The revisit that was overdue has been made, or is of no use any more. When again nobody was
   * home, the next one is due six hours after it.
   */
  @EventType("org.qunfang.resident.RevisitCaughtUp.v1")
  record RevisitCaughtUp(UUID household, int round) implements HouseholdEvent {}

  /** A person came onto the register (人). */
  @EventType("org.qunfang.resident.ResidentRegistered.v1")
  record ResidentRegistered(
      UUID resident,
      UUID household,
      Residency residency,
      boolean foreigner,
      AgeBand ageBand,
      Sex sex)
      implements PersonEvent {}

  /**
   * A person left and is counted here no longer.
   *
   * @param died true when they left because they died; otherwise they left for elsewhere
   */
  @EventType("org.qunfang.resident.ResidentLeft.v1")
  record ResidentLeft(UUID resident, Residency residency, boolean foreigner, @Nullable Boolean died)
      implements PersonEvent {

    /** Of somebody who left for elsewhere. */
    public ResidentLeft(UUID resident, Residency residency, boolean foreigner) {
      this(resident, residency, foreigner, null);
    }
  }

  /**
   * The register was wrong about a person and is right now. What names them was perhaps corrected
   * too, of which nothing is told here.
   *
   * @param wasResidency what they were counted as before
   * @param wasForeigner what they were counted as before
   */
  @EventType("org.qunfang.resident.ResidentCorrected.v1")
  record ResidentCorrected(
      UUID resident,
      Residency wasResidency,
      boolean wasForeigner,
      Residency residency,
      boolean foreigner,
      AgeBand ageBand,
      Sex sex)
      implements PersonEvent {}

  /**
   * A person moves to a household of another community and is counted here no longer; there they
   * are {@link ResidentMoved}.
   */
  @EventType("org.qunfang.resident.ResidentMovedAway.v1")
  record ResidentMovedAway(
      UUID resident, Division to, Residency residency, boolean foreigner, boolean specialCare)
      implements PersonEvent {}

  /**
   * A person moved to another household.
   *
   * @param from the community that they came from; null when it is the same
   * @param specialCare whether the community looks after them in particular
   */
  @EventType("org.qunfang.resident.ResidentMoved.v1")
  record ResidentMoved(
      UUID resident,
      UUID fromHousehold,
      UUID household,
      @Nullable Division from,
      Residency residency,
      boolean foreigner,
      boolean specialCare)
      implements PersonEvent {}

  /**
   * Two entries turned out to be one person (合并重复档案): this one is counted no longer.
   *
   * @param into the entry that stays
   */
  @EventType("org.qunfang.resident.ResidentMerged.v1")
  record ResidentMerged(UUID resident, UUID into, Residency residency, boolean foreigner)
      implements PersonEvent {}

  /** Two entries with the same name and date of birth are two persons. */
  @EventType("org.qunfang.resident.DuplicateRuledOut.v1")
  record DuplicateRuledOut(UUID resident, UUID other) implements PersonEvent {}

  /**
   * The community looks after a person in particular from now on.
   *
   * @param first whether it did not before, for whatever reason
   */
  @EventType("org.qunfang.resident.SpecialCareNoted.v1")
  record SpecialCareNoted(UUID resident, Care care, boolean first) implements PersonEvent {}

  /**
   * A reason to look after a person in particular is gone.
   *
   * @param last whether none is left
   */
  @EventType("org.qunfang.resident.SpecialCareEnded.v1")
  record SpecialCareEnded(UUID resident, Care care, boolean last) implements PersonEvent {}

  /**
   * The person's key was destroyed: the personal file can never be read again, every count stays.
   */
  @EventType("org.qunfang.resident.ResidentForgotten.v1")
  record ResidentForgotten(UUID resident) implements PersonEvent {}

  /** A resident reported how they feel. */
  @EventType("org.qunfang.resident.SymptomsReported.v1")
  record SymptomsReported(UUID resident, boolean fever, boolean dryCough) implements PersonEvent {}

  /**
   * Somebody came back (返乡人员); the origin's risk level at the time decides what follows.
   *
   * @param originRisk as whoever told it said, or else as listed
   * @param departed when they left the origin, if they said
   * @param listedRisk the level that the list of risk areas gave for the origin, on the day of
   *     departure or else of arrival
   */
  @EventType("org.qunfang.resident.ReturnRegistered.v1")
  record ReturnRegistered(
      UUID resident,
      Division origin,
      RiskLevel originRisk,
      LocalDate arrived,
      @Nullable LocalDate departed,
      @Nullable RiskLevel listedRisk)
      implements PersonEvent {

    /** As told without looking at the list. */
    public ReturnRegistered(
        UUID resident, Division origin, RiskLevel originRisk, LocalDate arrived) {
      this(resident, origin, originRisk, arrived, null, null);
    }
  }

  /**
   * Somebody decided what follows for a return whose origin turned out to be worse than was known.
   *
   * @param risk the level that the list of risk areas gave for the origin by then
   */
  @EventType("org.qunfang.resident.ReturnReviewed.v1")
  record ReturnReviewed(UUID resident, Division origin, LocalDate arrived, RiskLevel risk)
      implements PersonEvent {}

  /** A case was reported, by a hospital or the community. */
  @EventType("org.qunfang.resident.CaseReported.v1")
  record CaseReported(UUID caseId, UUID resident, CaseClass caseClass) implements CaseEvent {}

  /** A suspected or asymptomatic case is confirmed. */
  @EventType("org.qunfang.resident.CaseConfirmed.v1")
  record CaseConfirmed(UUID caseId, UUID resident, CaseClass was) implements CaseEvent {}

  /** A suspected case is none (排除). */
  @EventType("org.qunfang.resident.CaseRuledOut.v1")
  record CaseRuledOut(UUID caseId, UUID resident) implements CaseEvent {}

  /** A confirmed or asymptomatic case is well again (治愈). */
  @EventType("org.qunfang.resident.CaseRecovered.v1")
  record CaseRecovered(UUID caseId, UUID resident, CaseClass was) implements CaseEvent {}

  /** A case died. */
  @EventType("org.qunfang.resident.CaseDied.v1")
  record CaseDied(UUID caseId, UUID resident, CaseClass was) implements CaseEvent {}

  /** A contact of a case was found (流调). */
  @EventType("org.qunfang.resident.ContactTraced.v1")
  record ContactTraced(
      UUID contact,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting)
      implements ExposureEvent {}

  /**
   * Nobody watches a contact any longer (解除): the time is over and nothing was found, an officer
   * answers for ending it before, or there was no case.
   *
   * @param caseRuledOut true when it ended because the case was ruled out
   */
  @EventType("org.qunfang.resident.ContactCleared.v1")
  record ContactCleared(
      UUID contact,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      @Nullable Boolean caseRuledOut)
      implements ContactEvent {

    /** One of a case that stands. */
    public ContactCleared(UUID contact, UUID caseId, UUID resident, ContactClass contactClass) {
      this(contact, caseId, resident, contactClass, null);
    }
  }

  /** The day on which a case fell ill (发病日期); told again, it corrects. */
  @EventType("org.qunfang.resident.CaseOnsetNoted.v1")
  record CaseOnsetNoted(UUID caseId, UUID resident, LocalDate onset) implements CaseEvent {}

  /**
   * Where a case was infected (感染来源), as far as is known; told again, it corrects.
   *
   * @param sourceCase who infected them, when it was another case
   * @param origin where they were infected, when it was elsewhere in the country
   */
  @EventType("org.qunfang.resident.CaseSourceFound.v1")
  record CaseSourceFound(
      UUID caseId,
      UUID resident,
      InfectionSource source,
      @Nullable UUID sourceCase,
      @Nullable Division origin)
      implements CaseEvent {}

  /**
   * A contact is of another class than was thought (调整类别), and so is the term; {@code resumed} when
   * it had been cleared already and has to be watched after all.
   */
  @EventType("org.qunfang.resident.ContactReclassified.v1")
  record ContactReclassified(
      UUID contact,
      UUID caseId,
      UUID resident,
      ContactClass was,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting,
      boolean resumed)
      implements ExposureEvent {}

  /**
   * A contact met the case again, later than was known (再次暴露); {@code resumed} when the time had
   * been over already and watching begins anew.
   */
  @EventType("org.qunfang.resident.ContactExposedAgain.v1")
  record ContactExposedAgain(
      UUID contact,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting,
      boolean resumed)
      implements ExposureEvent {}

  /**
   * A contact is infected and watched as a case from now on (转为病例): ended, and not cleared.
   *
   * @param became the case that the contact is now
   */
  @EventType("org.qunfang.resident.ContactInfected.v1")
  record ContactInfected(
      UUID contact, UUID caseId, UUID resident, ContactClass contactClass, UUID became)
      implements ContactEvent {}

  /** Somebody looked into whether this resident was a contact of the case, and says no. */
  @EventType("org.qunfang.resident.ContactSuggestionDismissed.v1")
  record ContactSuggestionDismissed(UUID caseId, UUID resident, SuggestionReason reason)
      implements SuggestionEvent {}

  /** Somebody began to work for the community. */
  @EventType("org.qunfang.resident.WorkerEnlisted.v1")
  record WorkerEnlisted(UUID worker, WorkerKind kind, boolean partyMember) implements WorkerEvent {}

  /**
   * Whose account that worker uses from now on: the subject of their tokens, an id that says
   * nothing to anyone without the identity provider; none when they use none.
   */
  @EventType("org.qunfang.resident.WorkerAccountChanged.v1")
  record WorkerAccountChanged(UUID worker, @Nullable UUID account) implements WorkerEvent {}

  /** Somebody stopped working for the community. */
  @EventType("org.qunfang.resident.WorkerStoodDown.v1")
  record WorkerStoodDown(UUID worker, WorkerKind kind, boolean partyMember)
      implements WorkerEvent {}

  /** What an import of the official file found to be otherwise (区划调整). */
  sealed interface DivisionEvent extends ResidentEvent {

    @Override
    default boolean happensInCommunity() {
      return false;
    }
  }

  /** A division is new, or there again after it had been abolished; {@code name} is official. */
  @EventType("org.qunfang.resident.DivisionAdded.v1")
  record DivisionAdded(Division division, String name) implements DivisionEvent {}

  /** A division is called otherwise from now on. */
  @EventType("org.qunfang.resident.DivisionRenamed.v1")
  record DivisionRenamed(Division division, String was, String name) implements DivisionEvent {}

  /** A division is no more (撤销). What happened there happened there. */
  @EventType("org.qunfang.resident.DivisionAbolished.v1")
  record DivisionAbolished(Division division) implements DivisionEvent {}

  /** What happens to the risk level of one division, day by day (中高风险地区). */
  sealed interface RiskAreaEvent extends ResidentEvent {

    @Override
    default boolean happensInCommunity() {
      return false;
    }
  }

  /**
   * A division of whatever level is listed with a risk level (列为中高风险地区) from a day on, and until
   * the end of another if that is known. Divisions below share it unless they are listed
   * themselves.
   */
  @EventType("org.qunfang.resident.RiskAreaDeclared.v1")
  record RiskAreaDeclared(
      UUID period, Division division, RiskLevel level, LocalDate from, @Nullable LocalDate until)
      implements RiskAreaEvent {}

  /** A division's risk level ended (风险等级调整、解除); {@code until} was its last day. */
  @EventType("org.qunfang.resident.RiskAreaLifted.v1")
  record RiskAreaLifted(UUID period, Division division, RiskLevel level, LocalDate until)
      implements RiskAreaEvent {}

  /** What had been declared was wrong, and this is right (更正). */
  @EventType("org.qunfang.resident.RiskAreaCorrected.v1")
  record RiskAreaCorrected(
      UUID period, Division division, RiskLevel level, LocalDate from, @Nullable LocalDate until)
      implements RiskAreaEvent {}

  /** What had been declared never was so (撤销). */
  @EventType("org.qunfang.resident.RiskAreaWithdrawn.v1")
  record RiskAreaWithdrawn(UUID period, Division division) implements RiskAreaEvent {}

  /** How somebody stranded stays here. */
  sealed interface StayEvent extends ResidentEvent {}

  /**
   * Where somebody stranded (滞留人员) stays and for how long, as known now; the last that was noted
   * holds, until they leave.
   *
   * @param since the first day on which they could not go on
   * @param site the place where they are sheltered (安置点), if not at somebody's home
   * @param expectedEnd when they expect to go on, if they know
   */
  @EventType("org.qunfang.resident.StrandedStayNoted.v1")
  record StrandedStayNoted(
      UUID resident, LocalDate since, @Nullable UUID site, @Nullable LocalDate expectedEnd)
      implements StayEvent {}

  /** What a place below the community is: compound (小区), village group (村民小组) or building (楼栋). */
  enum PlaceKind {
    COMPOUND,
    GROUP,
    BUILDING
  }

  /** What a door plate (门牌) says of those behind the door; each category is numbered for itself. */
  enum PlateCategory {
    RESIDENT,
    TENANT,
    VACANT,
    KEY_HOUSEHOLD
  }

  /** Why a dwelling is a household no longer. */
  enum HouseholdClosing {
    EMPTY,
    DEMOLISHED
  }

  /**
   * Where an occupant is who was not met at the first knock (去向). At home says that they have been
   * met and screened since.
   */
  enum Whereabouts {
    AT_HOME,
    ELSEWHERE_IN_CITY,
    OTHER_CITY,
    ABROAD,
    IN_HOSPITAL,
    IN_ISOLATION,
    AT_WORK_OR_SCHOOL
  }

  /** Why a round of screening is closed without a household or a person (未排查原因). */
  enum ExcuseReason {
    NOT_TO_BE_REACHED,
    REFUSED_AND_REPORTED,
    DWELLING_EMPTY,
    MOVED_AWAY,
    IN_HOSPITAL,
    IN_ISOLATION,
    DECEASED
  }

  /** What an overlay of households with a leader is called here: grid (网格) or section (片区). */
  enum GridKind {
    GRID,
    SECTION
  }

  /** How the occupants of a dwelling changed (人员变动). */
  enum OccupantChange {
    MOVED_IN,
    MOVED_OUT,
    BIRTH,
    DEATH,
    VISITOR
  }

  /** What was done about a reported change of occupants. */
  enum ChangeSettlement {
    REGISTERED,
    DEPARTURE_NOTED,
    RETURN_REGISTERED,
    VISITED_NOTHING_CHANGED,
    REFERRED
  }

  /** What happens to a place below the community. */
  sealed interface PlaceEvent extends ResidentEvent {}

  /** What happens to a round of screening. */
  sealed interface ScreeningEvent extends ResidentEvent {}

  /** What happens to a grid or section. */
  sealed interface GridEvent extends ResidentEvent {}

  /** What happens to a ten-household group. */
  sealed interface WatchGroupEvent extends ResidentEvent {}

  /** What happens to a report of changed occupants. */
  sealed interface OccupantChangeEvent extends ResidentEvent {}

  /** A place came onto the register; a building may stand {@code within} a compound or group. */
  @EventType("org.qunfang.resident.PlaceRegistered.v1")
  record PlaceRegistered(UUID place, PlaceKind kind, @Nullable UUID within, String name)
      implements PlaceEvent {}

  /** A place has another name. */
  @EventType("org.qunfang.resident.PlaceRenamed.v1")
  record PlaceRenamed(UUID place, String name) implements PlaceEvent {}

  /** A place is no more; nobody lived there any longer. */
  @EventType("org.qunfang.resident.PlaceClosed.v1")
  record PlaceClosed(UUID place, PlaceKind kind) implements PlaceEvent {}

  /** A household lies in that place, and no longer in the one before. */
  @EventType("org.qunfang.resident.HouseholdPlaced.v1")
  record HouseholdPlaced(UUID household, UUID place, @Nullable UUID before)
      implements HouseholdEvent {}

  /** The register was wrong about who holds the dwelling, or it changed hands. */
  @EventType("org.qunfang.resident.HouseholdCorrected.v1")
  record HouseholdCorrected(UUID household, Tenure tenure, Tenure was) implements HouseholdEvent {}

  /** A dwelling without occupants went off the register (销户). */
  @EventType("org.qunfang.resident.HouseholdClosed.v1")
  record HouseholdClosed(UUID household, Tenure tenure, HouseholdClosing reason)
      implements HouseholdEvent {}

  /**
   * A dwelling got a plate (门牌), by category and the next number of that category in its community.
   * What stands on the plate is an address, and not told; that it is something else now is told by
   * the same plate again.
   */
  @EventType("org.qunfang.resident.DoorPlateAssigned.v1")
  record DoorPlateAssigned(UUID household, PlateCategory category, int number)
      implements HouseholdEvent {}

  /** Occupants who had been missing when the household was screened were reached since. */
  @EventType("org.qunfang.resident.OccupantsReached.v1")
  record OccupantsReached(
      UUID household, int round, Tenure tenure, List<UUID> residents, Whereabouts whereabouts)
      implements HouseholdEvent {}

  /**
   * A round of screening (排查轮次) began: every household on the register is to be visited, and
   * everybody in it to be accounted for.
   */
  @EventType("org.qunfang.resident.ScreeningRoundOpened.v1")
  record ScreeningRoundOpened(UUID round, int number, int households, int people)
      implements ScreeningEvent {}

  /** The round goes on without them, for a reason that somebody answers for. */
  @EventType("org.qunfang.resident.ScreeningExcused.v1")
  record ScreeningExcused(
      UUID round, List<UUID> households, List<UUID> residents, ExcuseReason reason)
      implements ScreeningEvent {}

  /**
   * A round ended. Of its {@code people}, {@code missed} were never accounted for, each for a
   * stated reason.
   */
  @EventType("org.qunfang.resident.ScreeningRoundClosed.v1")
  record ScreeningRoundClosed(UUID round, int number, int households, int people, int missed)
      implements ScreeningEvent {}

  /** Households got somebody who looks after them together (网格长、片区长). */
  @EventType("org.qunfang.resident.GridDefined.v1")
  record GridDefined(UUID grid, GridKind kind, UUID leader) implements GridEvent {}

  /**
   * Somebody else looks after the grid.
   *
   * @param leader null for nobody: who did stood down, and nobody was named
   * @param before null when nobody did
   */
  @EventType("org.qunfang.resident.GridLeaderChanged.v1")
  record GridLeaderChanged(UUID grid, @Nullable UUID leader, @Nullable UUID before)
      implements GridEvent {}

  /** Households belong to this grid from now on, and to no other. */
  @EventType("org.qunfang.resident.HouseholdsPutInGrid.v1")
  record HouseholdsPutInGrid(UUID grid, List<UUID> households) implements GridEvent {}

  /** A grid is no more; its households belong to none. */
  @EventType("org.qunfang.resident.GridDissolved.v1")
  record GridDissolved(UUID grid, GridKind kind) implements GridEvent {}

  /**
   * About ten households look after each other (十户联防), and one of them leads, by a resident of it
   * or as a household.
   */
  @EventType("org.qunfang.resident.TenHouseholdGroupFormed.v1")
  record TenHouseholdGroupFormed(
      UUID group, List<UUID> households, UUID leadingHousehold, @Nullable UUID leader)
      implements WatchGroupEvent {}

  /**
   * Another household leads the group, or another resident of it.
   *
   * @param leadingHousehold null for nobody: who led is gone, and the group has not chosen yet
   */
  @EventType("org.qunfang.resident.TenHouseholdGroupLeaderChosen.v1")
  record TenHouseholdGroupLeaderChosen(
      UUID group, @Nullable UUID leadingHousehold, @Nullable UUID leader)
      implements WatchGroupEvent {}

  /** These households are the group now. */
  @EventType("org.qunfang.resident.TenHouseholdGroupRegrouped.v1")
  record TenHouseholdGroupRegrouped(UUID group, List<UUID> households) implements WatchGroupEvent {}

  /** The households look after each other no longer. */
  @EventType("org.qunfang.resident.TenHouseholdGroupDissolved.v1")
  record TenHouseholdGroupDissolved(UUID group) implements WatchGroupEvent {}

  /** The leader of a group tells that occupants changed; the register does not know it yet. */
  @EventType("org.qunfang.resident.OccupantChangeReported.v1")
  record OccupantChangeReported(
      UUID report, UUID group, UUID household, OccupantChange change, int people)
      implements OccupantChangeEvent {}

  /** A community worker saw to a reported change. */
  @EventType("org.qunfang.resident.OccupantChangeSettled.v1")
  record OccupantChangeSettled(
      UUID report, UUID group, UUID household, OccupantChange change, ChangeSettlement settlement)
      implements OccupantChangeEvent {}

  // --- Who answers for whom (两包干), the workforce, publicity and certificates

  /** How a household is reached: at the door (上门), by telephone, by message, by video call. */
  enum ContactChannel {
    VISIT,
    TELEPHONE,
    MESSAGE,
    VIDEO
  }

  /**
   * What somebody is asked to do: screening (排查), duty at a gate (值守), delivering (配送),
   * disinfecting (消杀), helping at tests (核酸), telling people (宣传), patrolling (巡逻), caring for
   * people (帮扶).
   */
  enum TaskKind {
    SCREENING,
    GATE_DUTY,
    DELIVERY,
    DISINFECTION,
    TESTING,
    PUBLICITY,
    PATROL,
    CARE,
    OTHER
  }

  /** Why a task came to nothing. */
  enum TaskCancellation {
    NOT_NEEDED,
    ASSIGNED_IN_ERROR,
    WORKER_UNABLE,
    WORKER_STOOD_DOWN
  }

  /** What kind of post (岗位) has to be staffed. */
  enum PostKind {
    GATE,
    OFFICE,
    HOTLINE,
    PATROL,
    SUPPLY_POINT,
    TESTING_SITE,
    ISOLATION_SITE,
    OTHER
  }

  /** What points (积分) are exchanged for. */
  enum PointsGoods {
    DAILY_GOODS,
    FOOD,
    PROTECTION,
    SERVICE,
    OTHER
  }

  /** Why an officer corrects an account of points. */
  enum PointsCorrection {
    BOOKED_IN_ERROR,
    WORK_NOT_BOOKED,
    AWARD,
    MISUSE
  }

  /** What a notice is: an announcement, a guide, a rule of conduct, a measure, a rumour denied. */
  enum NoticeKind {
    ANNOUNCEMENT,
    GUIDE,
    CONDUCT,
    MEASURE,
    RUMOUR_DENIED
  }

  /** How a notice came to a household: in the hand, to the door, by message, read out. */
  enum NoticeChannel {
    IN_HAND,
    AT_DOOR,
    MESSAGE,
    READ_OUT
  }

  /** Why a health query certificate is valid no longer. */
  enum CertificateRevocation {
    CASE_REPORTED,
    CONTACT_TRACED,
    ISSUED_IN_ERROR,
    HOLDER_ASKED,
    HOLDER_FORGOTTEN,
    HOLDER_MERGED,
    ISOLATION_ORDERED
  }

  /** What happens to a unit that answers for groups. */
  sealed interface UnitEvent extends ResidentEvent {}

  /** Which unit answers for a group (单位包组). */
  sealed interface GroupDutyEvent extends ResidentEvent {}

  /** Who answers for a household (干部包户). */
  sealed interface HouseholdDutyEvent extends ResidentEvent {}

  /** What happens to a task. */
  sealed interface TaskEvent extends ResidentEvent {}

  /** What happens to a post that has to be staffed. */
  sealed interface PostEvent extends ResidentEvent {}

  /** What is planned for one worker (排班). */
  sealed interface RosterEvent extends ResidentEvent {}

  /** When one worker was on duty (考勤). */
  sealed interface AttendanceEvent extends ResidentEvent {}

  /** What happens to one worker's account of points (积分). */
  sealed interface PointsEvent extends ResidentEvent {}

  /** What happens to a notice in one community. */
  sealed interface NoticeEvent extends ResidentEvent {}

  /** How a notice comes to one household. */
  sealed interface NoticeDeliveryEvent extends ResidentEvent {}

  /** What happens to a health query certificate. */
  sealed interface CertificateEvent extends ResidentEvent {}

  /** An organisation (单位) was sent to a community, to answer for groups of it. */
  @EventType("org.qunfang.resident.UnitRegistered.v1")
  record UnitRegistered(UUID unit) implements UnitEvent {}

  /** The organisation answers for nobody any more. */
  @EventType("org.qunfang.resident.UnitDissolved.v1")
  record UnitDissolved(UUID unit) implements UnitEvent {}

  /** From now on the unit answers for the group: a village group (组) or a compound (小区). */
  @EventType("org.qunfang.resident.GroupAssignedToUnit.v1")
  record GroupAssignedToUnit(UUID group, UUID unit) implements GroupDutyEvent {}

  /** The unit answers for the group no longer. */
  @EventType("org.qunfang.resident.GroupReleasedFromUnit.v1")
  record GroupReleasedFromUnit(UUID group, UUID unit) implements GroupDutyEvent {}

  /** From now on the cadre (包保干部) answers for the household. */
  @EventType("org.qunfang.resident.HouseholdAssignedToCadre.v1")
  record HouseholdAssignedToCadre(UUID household, UUID cadre) implements HouseholdDutyEvent {}

  /** The cadre answers for the household no longer; handed over, somebody else does. */
  @EventType("org.qunfang.resident.HouseholdReleasedFromCadre.v1")
  record HouseholdReleasedFromCadre(UUID household, UUID cadre) implements HouseholdDutyEvent {}

  /** The household was asked how it is on that day (每日联系); it counts once a day. */
  @EventType("org.qunfang.resident.HouseholdContacted.v1")
  record HouseholdContacted(UUID household, UUID worker, ContactChannel channel, LocalDate day)
      implements ResidentEvent {}

  /**
   * Somebody was asked to do something by then.
   *
   * @param household for whom, if it is for one household
   * @param place where, if it is at one place
   */
  @EventType("org.qunfang.resident.TaskAssigned.v1")
  record TaskAssigned(
      UUID task,
      UUID worker,
      TaskKind kind,
      Instant due,
      @Nullable UUID household,
      @Nullable UUID place)
      implements TaskEvent {}

  /** It was done, took so many minutes and earned so many points. */
  @EventType("org.qunfang.resident.TaskCompleted.v1")
  record TaskCompleted(
      UUID task, UUID worker, TaskKind kind, int minutes, int points, @Nullable UUID household)
      implements TaskEvent {}

  /** It will not be done. */
  @EventType("org.qunfang.resident.TaskCancelled.v1")
  record TaskCancelled(
      UUID task, UUID worker, TaskKind kind, TaskCancellation reason, @Nullable UUID household)
      implements TaskEvent {}

  /**
   * Somebody has to be at this post every day, from a minute of the day to another; until before
   * from goes past midnight, and the same goes round the clock.
   */
  @EventType("org.qunfang.resident.DutyPostOpened.v1")
  record DutyPostOpened(
      UUID post, PostKind kind, @Nullable UUID place, int fromMinute, int untilMinute, int workers)
      implements PostEvent {}

  /** Nobody has to be there any more. */
  @EventType("org.qunfang.resident.DutyPostClosed.v1")
  record DutyPostClosed(UUID post) implements PostEvent {}

  /** A worker will be at the post from then until then (排班). */
  @EventType("org.qunfang.resident.ShiftPlanned.v1")
  record ShiftPlanned(UUID shift, UUID worker, UUID post, Instant from, Instant until)
      implements RosterEvent {}

  /** The worker will not. */
  @EventType("org.qunfang.resident.ShiftCalledOff.v1")
  record ShiftCalledOff(UUID shift, UUID worker, UUID post) implements RosterEvent {}

  /** A worker was on duty from then until then (签到、签退). */
  @EventType("org.qunfang.resident.AttendanceLogged.v1")
  record AttendanceLogged(UUID attendance, UUID worker, Instant from, Instant until)
      implements AttendanceEvent {}

  /** It was logged in error. */
  @EventType("org.qunfang.resident.AttendanceStruck.v1")
  record AttendanceStruck(UUID attendance, UUID worker) implements AttendanceEvent {}

  /** A task that was done earned points (积分). */
  @EventType("org.qunfang.resident.PointsEarned.v1")
  record PointsEarned(UUID entry, UUID worker, UUID task, int points) implements PointsEvent {}

  /** Points were exchanged for goods (积分兑换). */
  @EventType("org.qunfang.resident.PointsSpent.v1")
  record PointsSpent(UUID entry, UUID worker, int points, PointsGoods goods)
      implements PointsEvent {}

  /** An officer booked so many points more, or less when negative. */
  @EventType("org.qunfang.resident.PointsCorrected.v1")
  record PointsCorrected(UUID entry, UUID worker, int points, PointsCorrection reason)
      implements PointsEvent {}

  /** A notice is to reach every household of this community (宣传). */
  @EventType("org.qunfang.resident.NoticePublished.v1")
  record NoticePublished(UUID notice, NoticeKind kind) implements NoticeEvent {}

  /** It need reach nobody any more. */
  @EventType("org.qunfang.resident.NoticeWithdrawn.v1")
  record NoticeWithdrawn(UUID notice, NoticeKind kind) implements NoticeEvent {}

  /** A household has the notice, and has said so when acknowledged (签收). */
  @EventType("org.qunfang.resident.NoticeDelivered.v1")
  record NoticeDelivered(UUID notice, UUID household, NoticeChannel channel, boolean acknowledged)
      implements NoticeDeliveryEvent {}

  /** A household that has the notice has said so. */
  @EventType("org.qunfang.resident.NoticeAcknowledged.v1")
  record NoticeAcknowledged(UUID notice, UUID household) implements NoticeDeliveryEvent {}

  /**
   * A certificate (健康查询证明) was made out that nothing is known here against the resident's health.
   */
  @EventType("org.qunfang.resident.HealthCertificateIssued.v1")
  record HealthCertificateIssued(UUID certificate, UUID resident, Instant expires)
      implements CertificateEvent {}

  /** The certificate is valid no longer. */
  @EventType("org.qunfang.resident.HealthCertificateRevoked.v1")
  record HealthCertificateRevoked(UUID certificate, UUID resident, CertificateRevocation reason)
      implements CertificateEvent {}
}
