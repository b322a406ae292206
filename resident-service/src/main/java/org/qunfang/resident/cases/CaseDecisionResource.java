package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Decides what a case is; Keycloak says who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/cases/{id}")
@RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
public class CaseDecisionResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Cases cases;

  CaseDecisionResource(FieldReport field, Register register, Commands commands, Cases cases) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.cases = cases;
  }

  /** When it was found to be so. */
  public record Finding(@Nullable Instant time) {}

  @POST
  @Path("/confirmation")
  @Operation(summary = "The case is confirmed")
  public Uni<CaseResource.Answer> confirm(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Finding finding) {
    return decide(id, key, new ConfirmCase(), finding);
  }

  @POST
  @Path("/ruling-out")
  @Operation(summary = "The suspected case is none")
  public Uni<CaseResource.Answer> ruleOut(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Finding finding) {
    return decide(id, key, new RuleOutCase(), finding);
  }

  @POST
  @Path("/recovery")
  @Operation(summary = "The case is well again")
  public Uni<CaseResource.Answer> recover(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Finding finding) {
    return decide(id, key, new RecoverCase(), finding);
  }

  @POST
  @Path("/death")
  @Operation(summary = "The case died")
  public Uni<CaseResource.Answer> die(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Finding finding) {
    return decide(id, key, new RecordDeath(), finding);
  }

  private Uni<CaseResource.Answer> decide(
      UUID id, @Nullable String key, CaseCommand command, @Nullable Finding finding) {
    Report report = register.report(finding == null ? null : finding.time());
    return commands.once(
        field.key(key, List.of(id, command, String.valueOf(finding))),
        CaseResource.Answer.class,
        session -> cases.handle(session, id, command, report).map(CaseResource.Answer::of));
  }
}
