package org.qunfang.resident.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.importing.RosterImport.Status;
import org.qunfang.resident.importing.Staging.HandedIn;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;

/** Takes over the rosters (花名册) that communities keep as CSV or Excel. */
@Path("/imports")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ImportResource {

  static final String CSV = "text/csv";
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final String CSV_UTF8 = CSV + ";charset=UTF-8";
  private static final int ROWS_AT_ONCE = 1_000;

  private final FieldReport field;
  private final Register register;
  private final DivisionScope scope;
  private final Commands commands;
  private final Mutiny.SessionFactory sessions;
  private final Staging staging;
  private final Imports imports;
  private final ImportRuns runs;
  private final Faults faults;

  ImportResource(
      FieldReport field,
      Register register,
      DivisionScope scope,
      Commands commands,
      Mutiny.SessionFactory sessions,
      Staging staging,
      Imports imports,
      ImportRuns runs,
      Faults faults) {
    this.field = field;
    this.register = register;
    this.scope = scope;
    this.commands = commands;
    this.sessions = sessions;
    this.staging = staging;
    this.imports = imports;
    this.runs = runs;
    this.faults = faults;
  }

  /**
   * An import as it stands. All rows are accounted for: registered (in a dry run: would be), known
   * before, rejected, or open.
   *
   * @param known rows whose person was on the register already
   * @param open rows without an answer yet; what a cancelled import leaves
   * @param households how many came onto the register for them; absent in a dry run
   * @param ignoredColumns columns, from 1, whose headings nobody knows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      boolean dryRun,
      Status status,
      Instant received,
      @Nullable Instant finished,
      int rows,
      int registered,
      int known,
      int rejected,
      int open,
      @Nullable Integer households,
      List<Integer> ignoredColumns,
      long version)
      implements Versioned {

    static Answer of(RosterImport row) {
      return new Answer(
          row.id,
          row.community,
          row.dryRun,
          row.status,
          row.received,
          row.finished,
          row.rows,
          row.registered,
          row.known,
          row.rejected,
          row.open(),
          row.dryRun ? null : row.households,
          Imports.ignored(row),
          row.version);
    }
  }

  /** Which import it is; an idempotent answer remembers no more. */
  public record Taken(UUID id) {}

  /** What is wrong with a row; its value never. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wrong(int row, @Nullable String field, String code) {

    static Wrong of(Fault fault) {
      return new Wrong(fault.row(), fault.field(), fault.code());
    }

    String line() {
      return "%d,%s,%s\r\n".formatted(row, field == null ? "" : field, code);
    }
  }

  @POST
  @ResponseStatus(StatusCode.ACCEPTED)
  @Blocking
  @Consumes({CSV, XLSX})
  @Operation(
      summary = "Hand in a roster as CSV or .xlsx; it is durable when this answers, and taken over")
  public Uni<RestResponse<Answer>> handIn(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("community") @Nullable @Size(max = 12) String community,
      @RequestBody @Nullable InputStream body)
      throws IOException {
    if (body == null) {
      throw UnreadableRoster.EMPTY.problem();
    }
    Report report = register.report(null);
    Division own = scope.division();
    Division otherwise = community == null ? ownCommunity(own) : field.community(community);
    HandedIn handedIn = new HandedIn(own, otherwise, report.actor(), report.time(), dryRun);
    Staging.Laid laid = staging.take(handedIn, body);
    CommandKey command = field.key(key, List.of("import", laid.file(), dryRun));
    return onEventLoop()
        .chain(() -> open(command, laid.id(), report))
        .map(
            answer ->
                ResponseBuilder.accepted(answer)
                    .location(URI.create("/imports/" + answer.id()))
                    .build());
  }

  private static @Nullable Division ownCommunity(Division own) {
    return own.isCommunity() ? own : null;
  }

  /** Files are read where waiting is allowed, and commands carried out where it is not. */
  private static Uni<Void> onEventLoop() {
    Context context = Vertx.currentContext();
    return Uni.createFrom().voidItem().emitOn(task -> context.runOnContext(nothing -> task.run()));
  }

  private Uni<Answer> open(CommandKey command, UUID laid, Report report) {
    return commands
        .once(
            command,
            Taken.class,
            session -> imports.open(session, laid, report).map(row -> new Taken(row.id)))
        .onFailure()
        .call(() -> staging.discard(laid))
        .call(taken -> taken.id().equals(laid) ? nothing() : staging.discard(laid))
        .invoke(taken -> runs.begin(taken.id()))
        .chain(taken -> get(taken.id()));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  @GET
  @Operation(summary = "Imports of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page, @QueryParam("status") @Nullable Status status) {
    return register.list(RosterImport.class, page, Where.any().is("status", status), Answer::of);
  }

  @GET
  @Path("/template.csv")
  @Produces(CSV_UTF8)
  @Operation(summary = "An empty roster with the headings that are understood")
  public Response template() {
    String headings =
        Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(","));
    // With the mark, or Excel takes it for GB18030.
    return file("roster.csv", "\uFEFF" + headings + "\r\n");
  }

  private static Response file(String name, Object content) {
    return Response.ok(content)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "How far an import has come")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(RosterImport.class, id, ImportRejection.NO_SUCH_IMPORT, Answer::of);
  }

  @GET
  @Path("/{id}/errors")
  @Operation(summary = "Why rows were not taken over, by row, field and rule; 'limit' counts rows")
  public Uni<List<Wrong>> errors(
      @PathParam("id") UUID id,
      @QueryParam("after") @DefaultValue("0") @Min(0) int after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    return sessions
        .withSession(session -> imports.own(session, id))
        .chain(row -> faults.page(id, after, limit))
        .map(page -> page.stream().map(Wrong::of).toList());
  }

  @GET
  @Path("/{id}/errors.csv")
  @Produces(CSV_UTF8)
  @Operation(summary = "The same, all of it, for a spreadsheet")
  public Multi<String> errorsAsCsv(@PathParam("id") UUID id) {
    return sessions
        .withSession(session -> imports.own(session, id))
        .onItem()
        .transformToMulti(
            row ->
                Multi.createBy()
                    .concatenating()
                    .streams(Multi.createFrom().item("row,field,code\r\n"), lines(id)));
  }

  private Multi<String> lines(UUID id) {
    return Multi.createBy()
        .repeating()
        .uni(Cursor::new, cursor -> cursor.next(after -> faults.page(id, after, ROWS_AT_ONCE)))
        .whilst(page -> !page.isEmpty())
        .map(
            page ->
                page.stream().map(fault -> Wrong.of(fault).line()).collect(Collectors.joining()));
  }

  @POST
  @Path("/{id}/cancellation")
  @Operation(summary = "Stop an import; what was registered by then is registered")
  public Uni<Answer> cancel(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key) {
    Report report = register.report(null);
    return commands.once(
        field.key(key, List.of("cancel import", id)),
        Answer.class,
        session -> imports.cancel(session, id, report).map(Answer::of));
  }
}
