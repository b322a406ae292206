package org.qunfang.resident.returning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.intake.OfficialDivisions;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The list of risk areas (中高风险地区), the same for all who register people from anywhere. */
@Path("/risk-areas")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER,
  Roles.INTEGRATOR
})
public class RiskAreaResource {

  private final Mutiny.SessionFactory sessions;
  private final OfficialDivisions divisions;
  private final Register register;

  RiskAreaResource(Mutiny.SessionFactory sessions, OfficialDivisions divisions, Register register) {
    this.sessions = sessions;
    this.divisions = divisions;
    this.register = register;
  }

  /** Days on which a division is listed with a level; {@code until} is the last of them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String division,
      RiskLevel level,
      LocalDate from,
      @Nullable LocalDate until,
      long version)
      implements Versioned {

    static Answer of(RiskPeriod row) {
      return new Answer(row.id, row.division, row.level, row.fromDay, row.untilDay, row.version);
    }
  }

  /** The level of a division, and which entry of the list says so; low when none does. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Level(RiskLevel level, @Nullable Answer by) {

    static Level of(Optional<RiskPeriod> deciding) {
      return new Level(
          deciding.map(row -> row.level).orElse(RiskLevel.LOW),
          deciding.map(Answer::of).orElse(null));
    }
  }

  @GET
  @Operation(summary = "What is listed, on a day or ever, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("on") @Nullable LocalDate on,
      @QueryParam("level") @Nullable RiskLevel level) {
    Division of = page.division();
    if (of != null) {
      divisions.require(of);
    }
    return register.list(
        RiskPeriod.class,
        of == null ? Division.COUNTRY : of,
        page,
        Where.any()
            .is("level", level)
            .to("from_day", on)
            .from("coalesce(until_day, date 'infinity')", on),
        Answer::of);
  }

  @GET
  @Path("/at")
  @Operation(summary = "The level of a division on a day: the nearest listed above it decides")
  public Uni<Level> at(
      @QueryParam("division") @NotNull Division division, @QueryParam("on") @NotNull LocalDate on) {
    divisions.require(division);
    return sessions.withSession(
        session -> RiskAreas.deciding(session, division, on).map(Level::of));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One entry of the list")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return sessions.withSession(session -> RiskAreas.period(session, id).map(Answer::of));
  }
}
