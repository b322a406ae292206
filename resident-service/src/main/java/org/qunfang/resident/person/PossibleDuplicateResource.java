package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.PossibleDuplicate.Settlement;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;

/** Entries that may be one person, offered to somebody who can find out. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/possible-duplicates")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class PossibleDuplicateResource {

  private final FieldReport field;
  private final Register register;
  private final DivisionScope scope;
  private final Commands commands;
  private final Duplicates duplicates;

  PossibleDuplicateResource(
      FieldReport field,
      Register register,
      DivisionScope scope,
      Commands commands,
      Duplicates duplicates) {
    this.field = field;
    this.register = register;
    this.scope = scope;
    this.commands = commands;
    this.duplicates = duplicates;
  }

  /**
   * Two entries.
   *
   * @param other null when it lies in another division: then somebody further up settles it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      @Nullable UUID other,
      @Nullable Settlement settled,
      Instant found,
      long version)
      implements Versioned {}

  /** Which of the two entries stays; the one that was there first when null. */
  public record Merging(@Nullable UUID keep, @Nullable Instant time) {}

  /** They are two persons. */
  public record RulingOut(@Nullable Instant time) {}

  private Answer answer(PossibleDuplicate pair) {
    return new Answer(
        pair.id,
        pair.community,
        pair.resident,
        scope.permits(pair.otherCommunity()) ? pair.other : null,
        pair.settled,
        pair.found,
        pair.version());
  }

  @GET
  @Operation(summary = "Entries that may be one person, page by page; those that are not settled")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page, @QueryParam("settled") @DefaultValue("false") boolean settled) {
    return register.list(
        PossibleDuplicate.class,
        page,
        Where.any().literally(settled ? "settled is not null" : "settled is null"),
        this::answer);
  }

  @POST
  @Path("/{id}/merger")
  @Operation(summary = "The two entries are one person")
  public Uni<Answer> merge(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Merging request) {
    Report report = register.report(request == null ? null : request.time());
    UUID keep = request == null ? null : request.keep();
    return commands.once(
        field.key(key, List.of("merge", id, String.valueOf(request))),
        Answer.class,
        session -> duplicates.merge(session, id, keep, report).map(this::answer));
  }

  @POST
  @Path("/{id}/ruling-out")
  @Operation(summary = "The two entries are two persons")
  public Uni<Answer> ruleOut(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid RulingOut request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("distinct", id, String.valueOf(request))),
        Answer.class,
        session -> duplicates.ruleOut(session, id, report).map(this::answer));
  }
}
