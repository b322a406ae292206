package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** When workers were on duty (考勤): signed in, signed out. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/attendances")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class AttendanceResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Attendances attendances;

  AttendanceResource(
      FieldReport field, Register register, Commands commands, Attendances attendances) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.attendances = attendances;
  }

  /** Somebody was on duty from then until then, which is over. */
  public record Logging(
      @Nullable UUID id, @NotNull UUID worker, @NotNull Instant from, @NotNull Instant until) {}

  /** It was logged in error. */
  public record Striking(@Nullable Instant time) {}

  /** A time on duty as it is listed. */
  public record Answer(
      UUID id,
      String community,
      UUID worker,
      Instant from,
      Instant until,
      int minutes,
      boolean struck,
      long version)
      implements Versioned {

    static Answer of(LoggedAttendance row) {
      return new Answer(
          row.id,
          row.community,
          row.worker,
          row.from,
          row.until,
          row.span().minutes(),
          row.struck,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Log when a worker was on duty")
  public Uni<Answer> log(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Logging request) {
    field.time(request.from());
    Report report = register.report(request.until());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Span span = new Span(request.from(), request.until());
    return commands.once(
        field.key(key, List.of("attendance", request)),
        Answer.class,
        session -> attendances.log(session, id, request.worker(), span, report).map(Answer::of));
  }

  @GET
  @Operation(summary = "Times on duty in a division or of a worker, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("worker") @Nullable UUID worker,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to) {
    return register.list(
        LoggedAttendance.class,
        page,
        Where.any().is("worker", worker).from("from_", from).to("from_", to),
        Answer::of);
  }

  @POST
  @Path("/{id}/striking")
  @Operation(summary = "It was logged in error, and counts no longer")
  public Uni<Answer> strike(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Striking request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("strike", id, String.valueOf(request))),
        Answer.class,
        session -> attendances.strike(session, id, report).map(Answer::of));
  }
}
