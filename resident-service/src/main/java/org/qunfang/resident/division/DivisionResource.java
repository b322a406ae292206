package org.qunfang.resident.division;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** The official divisions. Everybody may know them: they are published. */
@Path("/divisions")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.GATE_GUARD,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER,
  Roles.INTEGRATOR,
  Roles.PERSONAL_DATA_READER,
  Roles.AUDITOR,
  Roles.OPERATOR
})
public class DivisionResource {

  private final Mutiny.SessionFactory sessions;

  DivisionResource(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** A division. */
  public record Answer(
      String code, String name, Division.Level level, String parent, boolean abolished) {

    static Answer of(OfficialDivision row) {
      return new Answer(
          OfficialDivision.of(row.code).code(),
          row.name,
          Division.Level.values()[row.level],
          OfficialDivision.of(row.parent).code(),
          row.abolished);
    }
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "One division, also one that has been abolished")
  public Uni<Answer> get(@PathParam("code") Division code) {
    return sessions
        .withSession(session -> session.find(OfficialDivision.class, OfficialDivision.number(code)))
        .onItem()
        .ifNull()
        .failWith(() -> Problem.notFound("NO_SUCH_DIVISION", "No official division has this code."))
        .map(Answer::of);
  }

  @GET
  @Operation(summary = "The divisions right below one, or the provinces, page by page")
  public Uni<List<Answer>> children(
      @QueryParam("parent") @Nullable Division parent,
      @QueryParam("after") @Nullable Division after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from OfficialDivision"
                        + " where parent = ?1 and code > ?2 and not abolished order by code",
                    OfficialDivision.class)
                .setParameter(
                    1, OfficialDivision.number(parent == null ? Division.COUNTRY : parent))
                .setParameter(2, after == null ? 0L : OfficialDivision.number(after))
                .setMaxResults(limit)
                .setReadOnly(true)
                .getResultList()
                .map(rows -> rows.stream().map(Answer::of).toList()));
  }
}
