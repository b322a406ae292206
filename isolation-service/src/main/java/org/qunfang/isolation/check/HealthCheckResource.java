package org.qunfang.isolation.check;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.BodyTemperature;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.FieldReport;
import org.qunfang.isolation.check.HealthChecks.Check;
import org.qunfang.isolation.check.HealthChecks.Result;
import org.qunfang.isolation.order.IsolationFiles;
import org.qunfang.security.ProblemResponses;

/** Daily checks of isolated people, as their guardians make them. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/health-checks")
public class HealthCheckResource {

  private final HealthChecks checks;
  private final IsolationFiles files;
  private final FieldReport field;
  private final Clock clock;
  private final ZoneId zone;

  HealthCheckResource(
      HealthChecks checks,
      IsolationFiles files,
      FieldReport field,
      Clock clock,
      EventLogConfig config) {
    this.checks = checks;
    this.files = files;
    this.field = field;
    this.clock = clock;
    this.zone = config.zone();
  }

  /** A check of a slot of a day, today when no day is given; temperature in °C. */
  public record Request(
      @NotNull UUID order,
      @Nullable LocalDate day,
      @NotNull CheckSlot slot,
      @NotNull Double temperature,
      boolean dryCough,
      boolean otherSymptoms,
      boolean needsAsked,
      @Nullable Instant time) {}

  /** A check that counts; with a fever or a dry cough, medical observation follows by itself. */
  public record View(
      UUID id,
      UUID order,
      LocalDate day,
      CheckSlot slot,
      double temperature,
      boolean fever,
      boolean dryCough,
      boolean otherSymptoms,
      boolean needsAsked) {

    static View of(UUID id, UUID order, HealthChecked check) {
      return new View(
          id,
          order,
          check.day(),
          check.slot(),
          check.temperature(),
          BodyTemperature.isFever(check.temperature()),
          check.dryCough(),
          check.otherSymptoms(),
          check.needsAsked());
    }
  }

  /** Stores a check; the same again is the same, another of the same slot is refused. */
  @POST
  @ResponseStatus(StatusCode.CREATED)
  @RolesAllowed(COMMUNITY_WORKER)
  @Operation(summary = "Tell a daily health check of an isolated person")
  public Uni<View> tell(@NotNull @Valid Request request) {
    Instant time = timeOf(request);
    String trace = Traces.current();
    return files
        .own(request.order())
        .chain(
            file -> {
              HealthChecked made =
                  new HealthChecked(
                      request.order(),
                      file.person(),
                      dayOf(request, time),
                      request.slot(),
                      request.temperature(),
                      request.dryCough(),
                      request.otherSymptoms(),
                      request.needsAsked());
              return checks
                  .tell(Check.of(made, field.told(file.community().code(), time), trace))
                  .map(result -> answer(result, request.order(), made));
            });
  }

  /** The checks of an order: two a day at most, so all of them. */
  @GET
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR})
  @Operation(summary = "List the health checks of an isolation order")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.PROBLEM)
  public Uni<List<View>> of(@QueryParam("order") @NotNull UUID order) {
    return files
        .own(order)
        .chain(file -> checks.of(order))
        .map(made -> made.stream().map(each -> View.of(each.id(), order, each.check())).toList());
  }

  private static View answer(Result result, UUID order, HealthChecked made) {
    return switch (result) {
      case Result.Stored(UUID id) -> View.of(id, order, made);
      case Result.Repeated(UUID id) -> View.of(id, order, made);
      case Result.Refused(CheckRules.CheckRejection reason) -> throw new CommandRejected(reason);
    };
  }

  private Instant timeOf(Request request) {
    if (request.time() != null || request.day() == null) {
      return field.time(request.time());
    }
    return field.time(CheckRules.usualTime(request.day(), request.slot(), clock.instant(), zone));
  }

  private LocalDate dayOf(Request request, Instant time) {
    return request.day() == null ? LocalDate.ofInstant(time, zone) : request.day();
  }
}
