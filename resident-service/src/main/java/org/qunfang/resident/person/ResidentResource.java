package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.ResidentCommand.Depart;
import org.qunfang.resident.person.ResidentCommand.EndCare;
import org.qunfang.resident.person.ResidentCommand.NoteCare;
import org.qunfang.resident.person.ResidentCommand.ReportSymptoms;
import org.qunfang.resident.personal.Document;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;

/** The register of persons. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/residents")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ResidentResource {

  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Register register;
  private final DivisionScope scope;
  private final Commands commands;
  private final Residents residents;
  private final Corrections corrections;
  private final PersonalFiles files;
  private final PersonalVault vault;
  private final MeterRegistry meters;

  ResidentResource(
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Register register,
      DivisionScope scope,
      Commands commands,
      Residents residents,
      Corrections corrections,
      PersonalFiles files,
      PersonalVault vault,
      MeterRegistry meters) {
    this.sessions = sessions;
    this.field = field;
    this.register = register;
    this.scope = scope;
    this.commands = commands;
    this.residents = residents;
    this.corrections = corrections;
    this.files = files;
    this.vault = vault;
    this.meters = meters;
  }

  /** A resident as they are listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID household,
      Residency residency,
      boolean foreigner,
      AgeBand ageBand,
      Sex sex,
      boolean special,
      boolean gone,
      @Nullable UUID mergedInto,
      Instant registered,
      long version)
      implements Versioned {

    /** As the register has them. */
    public static Answer of(RegisteredResident row) {
      return new Answer(
          row.id,
          row.community,
          row.household,
          row.residency,
          row.foreigner,
          row.ageBand,
          row.sex,
          row.special,
          row.gone,
          row.mergedInto,
          row.registered,
          row.version);
    }
  }

  /** A resident, with just enough of the personal file to know that it is the right person. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recognisable(Answer resident, @Nullable Particulars masked) implements Versioned {

    @Override
    public long version() {
      return resident.version();
    }
  }

  /** How a resident feels. */
  public record Symptoms(boolean fever, boolean dryCough, @Nullable Instant time) {}

  /** They left. */
  public record Departure(@Nullable Instant time) {}

  /** They live in another household now. */
  public record Move(@NotNull UUID household, @Nullable Instant time) {}

  /** The community looks after them in particular. */
  public record CareNote(@NotNull Care care, @Nullable Instant time) {}

  /** A reason to do so is gone. */
  public record CareEnd(@Nullable Instant time) {}

  /**
   * What a person is searched for by: a document, a name, with the date of birth perhaps, or a
   * telephone; who is found fits all that is named.
   */
  public record Search(
      @Nullable @Size(max = 18) String idNumber,
      @Nullable @Pattern(regexp = "[A-Za-z0-9]{5,20}") String passport,
      @Nullable @Pattern(regexp = "[A-Z]{3}") String nationality,
      @Nullable @Size(min = 1, max = 100) String name,
      @Nullable LocalDate birthDate,
      @Nullable @Pattern(regexp = "[0-9+() -]{5,20}") String telephone,
      @Nullable Division division,
      @Nullable UUID after,
      @Min(1) @Max(50) @Nullable Integer limit) {

    private static final int USUAL = 20;

    PersonalFiles.Clues clues() {
      if (idNumber == null && passport == null && name == null && telephone == null) {
        throw new CommandRejected(ResidentRejection.NOTHING_TO_SEARCH_BY);
      }
      if (birthDate != null && name == null) {
        throw new CommandRejected(ResidentRejection.BIRTH_DATE_WITHOUT_NAME);
      }
      return new PersonalFiles.Clues(
          idNumber == null && passport == null
              ? null
              : new Lookup(idNumber, passport, nationality).document(),
          name,
          birthDate,
          telephone);
    }

    int atMost() {
      return limit == null ? USUAL : limit;
    }

    @Override
    public String toString() {
      return "Search[…]";
    }
  }

  /** By what document a person is looked for. */
  public record Lookup(
      @Nullable @Size(max = 18) String idNumber,
      @Nullable @Pattern(regexp = "[A-Za-z0-9]{5,20}") String passport,
      @Nullable @Pattern(regexp = "[A-Z]{3}") String nationality) {

    Document document() {
      if (idNumber != null && passport == null) {
        return Document.idNumber(
            IdNumber.parse(idNumber)
                .orElseThrow(() -> new CommandRejected(ResidentRejection.ID_NUMBER_INVALID))
                .digits());
      }
      if (passport != null && nationality != null && idNumber == null) {
        return Document.passport(nationality, passport.toUpperCase(Locale.ROOT));
      }
      throw new CommandRejected(ResidentRejection.DOCUMENT_MISSING);
    }

    @Override
    public String toString() {
      return "Lookup[…]";
    }
  }

  /** Whom it is. */
  public record Found(UUID id) {}

  @GET
  @Operation(summary = "Residents of a division, page by page, without anything that names them")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("household") @Nullable UUID household,
      @QueryParam("residency") @Nullable Residency residency,
      @QueryParam("foreigner") @Nullable Boolean foreigner,
      @QueryParam("ageBand") @Nullable AgeBand ageBand,
      @QueryParam("sex") @Nullable Sex sex,
      @QueryParam("special") @Nullable Boolean special,
      @QueryParam("gone") @Nullable Boolean gone) {
    return register.list(
        RegisteredResident.class,
        page,
        Where.any()
            .is("household", household)
            .is("residency", residency)
            .is("foreigner", foreigner)
            .is("age_band", ageBand)
            .is("sex", sex)
            .is("special", special)
            .is("gone", gone),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One resident, masked")
  public Uni<Recognisable> get(@PathParam("id") UUID id) {
    return sessions.withSession(
        session ->
            residents
                .own(session, id)
                .chain(
                    row ->
                        files
                            .read(session, id)
                            .map(
                                file ->
                                    new Recognisable(
                                        Answer.of(row),
                                        file.map(Particulars::masked).orElse(null)))));
  }

  @POST
  @Path("/{id}/departure")
  @Operation(summary = "The resident left for elsewhere")
  public Uni<Answer> depart(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Departure request) {
    Report report = register.report(request == null ? null : request.time());
    return handle(id, key, String.valueOf(request), new Depart(), report);
  }

  @POST
  @Path("/{id}/symptoms")
  @Operation(summary = "The resident reports symptoms")
  public Uni<Answer> symptoms(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Symptoms request) {
    return handle(
        id,
        key,
        request.toString(),
        new ReportSymptoms(request.fever(), request.dryCough()),
        register.report(request.time()));
  }

  @POST
  @Path("/{id}/corrections")
  @Operation(summary = "What the register said of the resident was wrong; needs If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> correct(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Correction request) {
    if (!request.saysSomething()) {
      throw new CommandRejected(ResidentRejection.NOTHING_TO_CORRECT);
    }
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, vault.fingerprint("correction of " + id + "\n" + request.content())),
        Answer.class,
        session ->
            residents
                .own(session, id)
                .chain(row -> corrections.correct(session, row, request, report.of(row)))
                .map(Answer::of));
  }

  @POST
  @Path("/{id}/move")
  @Operation(summary = "The resident lives in another household of the own division now")
  public Uni<Answer> move(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Move request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> residents.move(session, id, request.household(), report).map(Answer::of));
  }

  @POST
  @Path("/{id}/special-care")
  @Operation(summary = "The community looks after the resident in particular")
  public Uni<Answer> noteCare(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid CareNote request) {
    return handle(
        id, key, request.toString(), new NoteCare(request.care()), register.report(request.time()));
  }

  @POST
  @Path("/{id}/special-care/{care}/end")
  @Operation(summary = "A reason to look after the resident in particular is gone")
  public Uni<Answer> endCare(
      @PathParam("id") UUID id,
      @PathParam("care") Care care,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid CareEnd request) {
    Report report = register.report(request == null ? null : request.time());
    return handle(id, key, String.valueOf(request), new EndCare(care), report);
  }

  /**
   * In a body, because addresses end up in logs.
   *
   * @return those who fit, masked, in order of their ids
   */
  @POST
  @Path("/searches")
  @Operation(summary = "Residents of a division by document, name or telephone, masked")
  public Uni<List<Recognisable>> search(@NotNull @Valid Search request) {
    Division within = register.asked(request.division());
    PersonalFiles.Clues clues = request.clues();
    return sessions.withSession(
        session ->
            files
                .search(session, within, clues, request.after(), request.atMost())
                .chain(ids -> residents.all(session, within, ids))
                .chain(
                    rows ->
                        files
                            .read(session, rows.stream().map(RegisteredResident::id).toList())
                            .map(open -> rows.stream().map(row -> masked(row, open)).toList())));
  }

  private static Recognisable masked(RegisteredResident row, Map<UUID, Particulars> open) {
    Particulars file = open.get(row.id);
    return new Recognisable(Answer.of(row), file == null ? null : file.masked());
  }

  private Uni<Answer> handle(
      UUID id, @Nullable String key, String request, ResidentCommand command, Report report) {
    return commands.once(
        field.key(key, List.of(id, command, request)),
        Answer.class,
        session -> residents.handle(session, id, command, report).map(Answer::of));
  }

  @POST
  @Path("/lookups")
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.GATE_GUARD,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.INTEGRATOR
  })
  @Operation(summary = "The resident of the own division who has this document")
  public Uni<Found> lookUp(@NotNull @Valid Lookup request) {
    Document document = request.document();
    return sessions.withSession(
        session ->
            files
                .find(session, document)
                .chain(
                    id ->
                        id.isEmpty()
                            ? Uni.createFrom().nullItem()
                            : session.find(RegisteredResident.class, id.get()))
                .map(this::found));
  }

  /**
   * Who died is nobody any more, and so is somebody of another division: the answer must not tell
   * who lives where.
   */
  private Found found(@Nullable RegisteredResident row) {
    boolean own = row != null && !row.gone && scope.permits(row.community());
    meters.counter("qunfang.resident.lookups", "found", String.valueOf(own)).increment();
    if (row == null || !own) {
      throw new CommandRejected(ResidentRejection.NO_SUCH_RESIDENT);
    }
    return new Found(row.id);
  }
}
