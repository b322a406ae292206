package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.events.UnreadableEvent;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.DeadLetters;
import org.qunfang.eventstore.Inbox;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** What could not be applied, for the operator who mends the cause and replays it. */
@Path("/admin/dead-letters")
@RolesAllowed(Roles.OPERATOR)
public class DeadLettersResource {

  private final Commands commands;
  private final DeadLetters letters;
  private final Inbox inbox;

  DeadLettersResource(Commands commands, DeadLetters letters, Inbox inbox) {
    this.commands = commands;
    this.letters = letters;
    this.inbox = inbox;
  }

  /** The newest that nobody has replayed. */
  @GET
  @Operation(summary = "Events that could not be applied")
  public Uni<List<DeadLetters.Listed>> list(
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    return commands.transact(session -> letters.list(session, limit));
  }

  /** Applies one again; it stays a dead letter when it fails again. */
  @POST
  @Path("/{id}/replay")
  @Operation(summary = "Apply an event that could not be applied before")
  public Uni<Void> replay(@PathParam("id") UUID id) {
    return commands
        .transact(session -> letters.replay(session, inbox, id))
        .onFailure(UnreadableEvent.class)
        .transform(
            again ->
                Problem.unprocessable(
                    "STILL_UNREADABLE",
                    "This build cannot read the event; it stays a dead letter."))
        .invoke(
            replayed -> {
              if (!replayed) {
                throw Problem.notFound(
                    "NO_SUCH_DEAD_LETTER",
                    "There is no such dead letter, or it has been replayed.");
              }
            })
        .replaceWithVoid();
  }
}
