package org.qunfang.resident.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** Traces the contacts of a case (流调). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/cases/{case}/contacts")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class TracingResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Contacts contacts;
  private final Circles circles;
  private final Shown shown;

  TracingResource(
      FieldReport field,
      Register register,
      Commands commands,
      Contacts contacts,
      Circles circles,
      Shown shown) {
    this.circles = circles;
    this.shown = shown;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.contacts = contacts;
  }

  /** A contact that was found. */
  public record Tracing(
      @Nullable UUID id,
      @NotNull UUID resident,
      @NotNull ContactClass contactClass,
      @NotNull LocalDate lastExposure,
      @NotNull ContactSetting setting,
      @Nullable Instant time) {}

  /**
   * A household that the case met, every present member of it but the case.
   *
   * @param household the case's own when null
   */
  public record OfHousehold(
      @Nullable UUID household,
      @NotNull ContactClass contactClass,
      @Nullable ContactSetting setting,
      @NotNull LocalDate lastExposure,
      @Nullable Instant time) {}

  /** Everybody who passed that gate within minutes of the case in a period. */
  public record OfGate(
      @NotNull UUID gate,
      @NotNull Instant from,
      @NotNull Instant to,
      @Nullable @Min(1) @Max(60) Integer minutes,
      @NotNull ContactClass contactClass,
      @Nullable Instant time) {}

  /** People whom somebody wrote down. */
  public record OfList(
      @NotNull @Size(min = 1, max = Contacts.MOST) List<@NotNull UUID> residents,
      @NotNull ContactClass contactClass,
      @NotNull ContactSetting setting,
      @NotNull LocalDate lastExposure,
      @Nullable Instant time) {}

  /**
   * One of many.
   *
   * @param contact absent for whom nobody has to watch
   * @param reason the code of why nothing was done, when there is more to say than that it was
   *     known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      UUID resident, @Nullable UUID contact, Contacts.Outcome outcome, @Nullable String reason) {

    static Item of(Contacts.Traced traced) {
      TracedContact contact = traced.contact();
      Rejection reason = traced.reason();
      return new Item(
          traced.resident(),
          contact == null ? null : contact.id,
          traced.outcome(),
          reason == null ? null : reason.name());
    }
  }

  /**
   * What came of a circle of people.
   *
   * @param traced how many are contacts now who were none
   * @param exposedAgain how many were, and met the case again later than was known
   * @param elsewhere how many more of it live where the caller may not look; whoever answers for
   *     both can trace them
   */
  public record Circle(int traced, int exposedAgain, List<Item> items, int elsewhere) {

    static Circle of(Circles.Found found) {
      List<Item> items = found.traced().stream().map(Item::of).toList();
      return new Circle(
          count(items, Contacts.Outcome.TRACED),
          count(items, Contacts.Outcome.EXPOSED_AGAIN),
          items,
          found.elsewhere());
    }

    private static int count(List<Item> items, Contacts.Outcome outcome) {
      return (int) items.stream().filter(item -> item.outcome() == outcome).count();
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "A resident met the case")
  public Uni<RestResponse<ContactResource.Answer>> trace(
      @PathParam("case") UUID caseId,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Tracing request) {
    Report report = register.report(request.time());
    Contacts.Finding finding =
        new Contacts.Finding(
            request.id() == null ? EventIds.next() : request.id(),
            request.resident(),
            request.contactClass(),
            request.lastExposure(),
            request.setting());
    return commands
        .once(
            field.key(key, List.of(caseId, request)),
            ContactResource.Answer.class,
            session -> contacts.trace(session, caseId, finding, report).map(shown::as))
        .map(answer -> Created.at("/contacts/" + answer.id(), answer));
  }

  @POST
  @Path("/of-household")
  @Operation(summary = "Trace a household: all who are present in it but the case, or nobody")
  public Uni<Circle> ofHousehold(
      @PathParam("case") UUID caseId,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid OfHousehold request) {
    Report report = register.report(request.time());
    Circles.How how =
        new Circles.How(
            request.contactClass(),
            Objects.requireNonNullElse(request.setting(), ContactSetting.HOUSEHOLD));
    return commands.once(
        field.key(key, List.of(caseId, request)),
        Circle.class,
        session ->
            circles
                .household(
                    session, caseId, request.household(), how, request.lastExposure(), report)
                .map(Circle::of));
  }

  @POST
  @Path("/of-gate")
  @Operation(summary = "Trace everybody who passed a gate within minutes of the case, or nobody")
  public Uni<Circle> ofGate(
      @PathParam("case") UUID caseId,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid OfGate request) {
    Report report = register.report(request.time());
    if (!request.from().isBefore(request.to())) {
      throw Problem.unprocessable("PERIOD_EMPTY", "The period ends before it begins.");
    }
    Circles.How how = new Circles.How(request.contactClass(), ContactSetting.GATE);
    return commands.once(
        field.key(key, List.of(caseId, request)),
        Circle.class,
        session ->
            circles
                .gate(
                    session,
                    caseId,
                    request.gate(),
                    field.time(request.from()),
                    field.time(request.to()),
                    Objects.requireNonNullElse(request.minutes(), Suggestions.MINUTES),
                    how,
                    report)
                .map(Circle::of));
  }

  @POST
  @Path("/of-list")
  @Operation(summary = "Trace up to 500 residents, all or none")
  public Uni<Circle> ofList(
      @PathParam("case") UUID caseId,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid OfList request) {
    Report report = register.report(request.time());
    Circles.How how = new Circles.How(request.contactClass(), request.setting());
    return commands.once(
        field.key(key, List.of(caseId, request)),
        Circle.class,
        session ->
            circles
                .list(session, caseId, request.residents(), how, request.lastExposure(), report)
                .map(Circle::of));
  }
}
