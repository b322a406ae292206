package org.qunfang.resident.returning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
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
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.security.Problem;
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

  private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);
  private static final UUID NONE = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final OfficialDivisions divisions;

  RiskAreaResource(Mutiny.SessionFactory sessions, OfficialDivisions divisions) {
    this.sessions = sessions;
    this.divisions = divisions;
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
  @Operation(summary = "What is listed, on a day or ever, page by page in order of the codes")
  public Uni<List<Answer>> list(
      @QueryParam("on") @Nullable LocalDate on,
      @QueryParam("division") @Nullable Division division,
      @QueryParam("level") @Nullable RiskLevel level,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    if (division != null) {
      divisions.require(division);
    }
    return sessions.withSession(
        session ->
            last(session, after)
                .chain(
                    last -> {
                      var query =
                          session
                              .createSelectionQuery(query(on, level), RiskPeriod.class)
                              .setParameter("division", last.map(row -> row.division).orElse(""))
                              .setParameter("from", last.map(row -> row.fromDay).orElse(BEFORE_ALL))
                              .setParameter("id", last.map(row -> row.id).orElse(NONE))
                              .setParameter(
                                  "within", (division == null ? "" : division.prefix()) + "%")
                              .setMaxResults(limit)
                              .setReadOnly(true);
                      if (on != null) {
                        query.setParameter("on", on);
                      }
                      if (level != null) {
                        query.setParameter("level", level);
                      }
                      return query.getResultList();
                    })
                .map(rows -> rows.stream().map(Answer::of).toList()));
  }

  private static String query(@Nullable LocalDate on, @Nullable RiskLevel level) {
    return "from RiskPeriod where (division, fromDay, id) > (:division, :from, :id)"
        + " and division like :within"
        + (on == null ? "" : " and fromDay <= :on and (untilDay is null or untilDay >= :on)")
        + (level == null ? "" : " and level = :level")
        + " order by division, fromDay, id";
  }

  private static Uni<Optional<RiskPeriod>> last(Mutiny.Session session, @Nullable UUID after) {
    return after == null
        ? Uni.createFrom().item(Optional.empty())
        : session
            .find(RiskPeriod.class, after)
            .onItem()
            .ifNull()
            .failWith(
                () ->
                    Problem.unprocessable(
                        "UNKNOWN_CURSOR",
                        "'after' is the id of the last entry of the page before."))
            .map(Optional::of);
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
