package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.Contacts.Contact;
import org.qunfang.resident.responsibility.Contacts.Result;
import org.qunfang.resident.worker.Workers;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** Daily contact (每日联系): whoever answers for a household asks every day how it is. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/household-contacts")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ContactResource {

  private final FieldReport field;
  private final Register register;
  private final Workers workers;
  private final Contacts contacts;
  private final ContactDays days;
  private final DivisionScope scope;
  private final Mutiny.SessionFactory sessions;
  private final ZoneId zone;

  ContactResource(
      FieldReport field,
      Register register,
      Workers workers,
      Contacts contacts,
      ContactDays days,
      DivisionScope scope,
      Mutiny.SessionFactory sessions,
      EventLogConfig config) {
    this.field = field;
    this.register = register;
    this.workers = workers;
    this.contacts = contacts;
    this.days = days;
    this.scope = scope;
    this.sessions = sessions;
    this.zone = config.zone();
  }

  /**
   * These households were contacted.
   *
   * @param worker who did it; null for whoever answers for each
   */
  public record Telling(
      @NotNull @Size(min = 1, max = 500) List<@NotNull UUID> households,
      @NotNull ContactChannel channel,
      @Nullable UUID worker,
      @Nullable Instant time) {}

  /** A contact that does not count: the how-manieth of the request, and why. */
  public record Refusal(int index, String code) {}

  /**
   * What became of them.
   *
   * @param counted households that count as contacted that day since now
   * @param already households that had been contacted that day before
   */
  public record Outcome(int counted, int already, List<Refusal> refused) {}

  @POST
  @Operation(summary = "Tell which households were contacted; each counts once a day")
  public Uni<Outcome> tell(@NotNull @Valid Telling request) {
    Report report = register.report(request.time());
    Division within = scope.division();
    String trace = Traces.current();
    List<Contact> told =
        request.households().stream()
            .map(
                household ->
                    new Contact(
                        household,
                        within,
                        request.worker(),
                        request.channel(),
                        report.time(),
                        report.actor(),
                        trace))
            .toList();
    return known(request.worker()).chain(() -> contacts.tell(told)).map(ContactResource::answer);
  }

  private Uni<Void> known(@Nullable UUID worker) {
    return worker == null
        ? Uni.createFrom().voidItem()
        : sessions.withSession(session -> workers.own(session, worker)).replaceWithVoid();
  }

  private static Outcome answer(List<Result> results) {
    List<Refusal> refused = new ArrayList<>();
    int counted = 0;
    int already = 0;
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Result.Counted() -> counted++;
        case Result.Already() -> already++;
        case Result.Refused(Rejection reason) -> refused.add(new Refusal(i, reason.name()));
      }
    }
    return new Outcome(counted, already, refused);
  }

  @GET
  @Path("/missed")
  @Operation(summary = "Households that nobody contacted on a day, page by page")
  public Uni<List<HouseholdDutyResource.Answer>> missed(
      @BeanParam @Valid Page page,
      @QueryParam("day") @Nullable LocalDate day,
      @QueryParam("cadre") @Nullable UUID cadre) {
    return register.list(
        AssignedHousehold.class,
        page,
        days.missed(dayOrToday(day), cadre),
        HouseholdDutyResource.Answer::of);
  }

  @GET
  @Path("/days/{community}/{day}")
  @Operation(
      summary = "How many households of a community were contacted on a day, and how many not")
  public Uni<ContactDays.Summary> day(
      @PathParam("community") String community, @PathParam("day") LocalDate day) {
    return days.summary(field.community(community), dayOrToday(day));
  }

  private LocalDate dayOrToday(@Nullable LocalDate day) {
    LocalDate today = LocalDate.ofInstant(field.time(null), zone);
    if (day == null) {
      return today;
    }
    if (day.isAfter(today)) {
      throw Problem.unprocessable("DAY_IN_FUTURE", "The day lies in the future.");
    }
    return FieldReport.day(day);
  }
}
