package org.qunfang.security;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.testing.parts.Ports;

/**
 * Every way a resource can fail. The name in the messages stands for anything a caller may have
 * sent.
 */
@Path("/failing")
@PermitAll
public class FailingResource {

  static final String NAME = "张三";

  private final Vertx vertx;

  FailingResource(Vertx vertx) {
    this.vertx = vertx;
  }

  @GET
  @Path("unexpectedly")
  public String unexpectedly() {
    throw new IllegalStateException("no bed for " + NAME);
  }

  @GET
  @Path("by-rule")
  public String byRule() {
    throw Problem.conflict("BED_TAKEN", "The bed is taken.").with("bed", 7);
  }

  @GET
  @Path("around-a-rule")
  public Uni<String> aroundARule() {
    return Uni.createFrom()
        .failure(
            new IllegalArgumentException(
                NAME, Problem.unprocessable("TEMPERATURE_OUT_OF_RANGE", "Between 30 and 45.")));
  }

  @GET
  @Path("with-a-status")
  public String withAStatus() {
    throw new WebApplicationException(NAME, 410);
  }

  @GET
  @Path("without-database")
  public Uni<String> withoutDatabase() {
    var nobody = new PgConnectOptions().setHost("127.0.0.1").setPort(Ports.unused(1));
    var pool = PgBuilder.pool().connectingTo(nobody).using(vertx).build();
    return Uni.createFrom()
        .completionStage(() -> pool.query("select 1").execute().toCompletionStage())
        .map(rows -> NAME)
        .onTermination()
        .invoke(pool::close);
  }

  @GET
  @Path("slowly")
  public Uni<String> slowly() {
    return Uni.createFrom().<String>nothing().ifNoItem().after(Duration.ofMillis(10)).fail();
  }

  @GET
  @Path("in-a-statement-without-end")
  public String inAStatementWithoutEnd() throws SQLException {
    throw new SQLException("canceling statement of " + NAME, "57014");
  }

  @GET
  @Path("on-parameters/{id}")
  public String onParameters(
      @PathParam("id") UUID id,
      @QueryParam("day") @Nullable LocalDate day,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("kind") List<Thread.State> kinds,
      @QueryParam("limit") @DefaultValue("7") int limit,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("name") @Nullable String name) {
    return "open " + open + ", dry run " + dryRun;
  }

  /** Something with words in it. */
  public record Note(String text) {}

  @POST
  @Path("on-words")
  @Consumes(MediaType.APPLICATION_JSON)
  public String onWords(Note note) {
    return "taken";
  }
}
