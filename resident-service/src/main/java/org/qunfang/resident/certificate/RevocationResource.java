package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Revokes certificates; Keycloak says who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/certificates/{id}/revocation")
@RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
public class RevocationResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final HealthCertificates certificates;

  RevocationResource(
      FieldReport field, Register register, Commands commands, HealthCertificates certificates) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.certificates = certificates;
  }

  /** Why it is valid no longer. */
  public record Revoking(@NotNull CertificateRevocation reason, @Nullable Instant time) {}

  @POST
  @Operation(summary = "The certificate is valid no longer")
  public Uni<CertificateResource.Answer> revoke(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Revoking request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        CertificateResource.Answer.class,
        session ->
            certificates
                .revoke(session, id, request.reason(), report)
                .map(CertificateResource.Answer::of));
  }
}
