package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.SuggestionReason;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.contact.Meetings.Meeting;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Who may have met a case, for somebody to look into. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/cases/{case}/suggestions")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class SuggestionResource {

  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Suggestions suggestions;
  private final Shown shown;

  SuggestionResource(
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Register register,
      Commands commands,
      Suggestions suggestions,
      Shown shown) {
    this.sessions = sessions;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.suggestions = suggestions;
    this.shown = shown;
  }

  /**
   * Somebody who may have met the case.
   *
   * @param gate where they passed beside each other, when they did
   * @param when they passed, the time that was nearest
   * @param minutesApart how near that was
   * @param times how often they did
   */
  public record Answer(
      UUID resident,
      SuggestionReason reason,
      @Nullable UUID gate,
      @Nullable Instant when,
      @Nullable Double minutesApart,
      int times) {

    static Answer of(Suggestions.Suggestion suggestion) {
      Meeting at = suggestion.at();
      return at == null
          ? new Answer(suggestion.resident(), suggestion.reason(), null, null, null, 0)
          : new Answer(
              suggestion.resident(),
              suggestion.reason(),
              at.gate(),
              at.nearest(),
              Math.round(at.secondsApart() / 6.0) / 10.0,
              at.times());
    }
  }

  /**
   * They met.
   *
   * @param lastExposure when null the day on which they last passed beside each other or lived
   *     together
   */
  public record Confirmation(
      @NotNull ContactClass contactClass,
      @Nullable LocalDate lastExposure,
      @Nullable @Min(1) @Max(60) Integer minutes,
      @Nullable Instant time) {}

  /** They did not meet. */
  public record Dismissal(@Nullable @Min(1) @Max(60) Integer minutes, @Nullable Instant time) {}

  @GET
  @Operation(summary = "Who may have met the case and is neither traced nor dismissed")
  public Uni<List<Answer>> list(
      @PathParam("case") UUID caseId,
      @QueryParam("minutes") @DefaultValue("" + Suggestions.MINUTES) @Min(1) @Max(60) int minutes) {
    return sessions.withSession(
        session ->
            suggestions
                .of(session, caseId, minutes, field.time(null))
                .map(all -> all.stream().map(Answer::of).toList()));
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Path("/{resident}/confirmation")
  @Operation(summary = "They met: the resident is a contact, where it was suggested")
  public Uni<RestResponse<ContactResource.Answer>> confirm(
      @PathParam("case") UUID caseId,
      @PathParam("resident") UUID resident,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Confirmation request) {
    Report report = register.report(request.time());
    return commands
        .once(
            field.key(key, List.of("confirmation", caseId, resident, request)),
            ContactResource.Answer.class,
            session ->
                suggestions
                    .confirm(
                        session,
                        caseId,
                        resident,
                        request.contactClass(),
                        request.lastExposure(),
                        minutes(request.minutes()),
                        report)
                    .map(shown::as))
        .map(answer -> Created.at("/contacts/" + answer.id(), answer));
  }

  @POST
  @Path("/{resident}/dismissal")
  @Operation(summary = "They did not meet: it is not suggested again")
  public Uni<Answer> dismiss(
      @PathParam("case") UUID caseId,
      @PathParam("resident") UUID resident,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Dismissal request) {
    Report report = register.report(request == null ? null : request.time());
    int minutes = minutes(request == null ? null : request.minutes());
    return commands.once(
        field.key(key, List.of("dismissal", caseId, resident, String.valueOf(request))),
        Answer.class,
        session -> suggestions.dismiss(session, caseId, resident, minutes, report).map(Answer::of));
  }

  private static int minutes(@Nullable Integer asked) {
    return Objects.requireNonNullElse(asked, Suggestions.MINUTES);
  }
}
