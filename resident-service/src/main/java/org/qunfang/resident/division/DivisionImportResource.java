package org.qunfang.resident.division;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.division.DivisionImport.Change;
import org.qunfang.security.Actor;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/**
 * Imports of the official file of divisions. The same file again finds nothing to change, so that
 * no key is needed to repeat it.
 */
@Path("/admin/divisions/imports")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class DivisionImportResource {

  private final DivisionImports imports;
  private final DivisionNews news;
  private final FieldReport field;
  private final Actor actor;

  DivisionImportResource(
      DivisionImports imports, DivisionNews news, FieldReport field, Actor actor) {
    this.imports = imports;
    this.news = news;
    this.field = field;
    this.actor = actor;
  }

  /** An import with what it changed, a page of it. */
  public record Detail(DivisionImport summary, List<Change> changes) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Consumes({"text/csv", "application/gzip"})
  @Operation(summary = "Import the official file of divisions: code,name, as it is or by gzip")
  public Uni<RestResponse<DivisionImport>> run(
      InputStream file,
      @QueryParam("of") @Nullable Division of,
      @QueryParam("abolishingMany") @DefaultValue("false") boolean abolishingMany)
      throws IOException, SQLException {
    DivisionImport done = read(file, of == null ? Division.COUNTRY : of, abolishingMany);
    return onEventLoop()
        .chain(news::tellNow)
        .map(told -> Created.at("/admin/divisions/imports/" + done.id(), done));
  }

  private static Uni<Void> onEventLoop() {
    Context context = Vertx.currentContext();
    return Uni.createFrom().voidItem().emitOn(task -> context.runOnContext(nothing -> task.run()));
  }

  /** To its end also when it is refused before: whoever sends reads the answer afterwards. */
  private DivisionImport read(InputStream file, Division of, boolean abolishingMany)
      throws IOException, SQLException {
    try (file) {
      return imports.run(file, of, abolishingMany, field.time(null), actor.id());
    }
  }

  @GET
  @Operation(summary = "Imports of divisions, the last one first")
  public List<DivisionImport> list(
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) throws SQLException {
    return imports.list(limit);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "What an import changed, division by division, page by page")
  public Detail get(
      @PathParam("id") UUID id,
      @QueryParam("after") @Nullable Division after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit)
      throws SQLException {
    DivisionImport found =
        imports
            .find(id)
            .orElseThrow(
                () -> Problem.notFound("NO_SUCH_DIVISION_IMPORT", "There is no such import."));
    return new Detail(found, imports.changes(id, after, limit));
  }
}
