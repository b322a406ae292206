package org.qunfang.resident.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.ProblemResponses;
import org.qunfang.security.Roles;

/**
 * Health query certificates (健康查询证明) for people who go to work elsewhere.
 *
 * <p>Whoever is shown one needs no login: here it says whether it is valid, and here are the keys
 * and the list of revoked ones to find that out without asking. The certificate comes in the body
 * only: an address ends up in the logs of every server on the way.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/certificates")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class CertificateResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final HealthCertificates certificates;
  private final Mutiny.SessionFactory sessions;
  private final Signatures signatures;
  private final Verifications verifications;
  private final Turnstile turnstile;

  CertificateResource(
      FieldReport field,
      Register register,
      Commands commands,
      HealthCertificates certificates,
      Mutiny.SessionFactory sessions,
      Signatures signatures,
      Verifications verifications,
      Turnstile turnstile) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.certificates = certificates;
    this.sessions = sessions;
    this.signatures = signatures;
    this.verifications = verifications;
    this.turnstile = turnstile;
  }

  /** A resident needs a certificate; it says what is known now. */
  public record Issuing(@Nullable UUID id, @NotNull UUID resident) {}

  /** A certificate as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      Instant issued,
      Instant expires,
      @Nullable Instant revoked,
      @Nullable CertificateRevocation reason,
      long version)
      implements Versioned {

    static Answer of(HealthCertificate row) {
      return new Answer(
          row.id,
          row.community,
          row.resident,
          row.issued,
          row.expires,
          row.revoked,
          row.reason,
          row.version);
    }
  }

  /** A certificate, as the QR code holds it. */
  public record Shown(@NotNull @Size(max = 2_000) String token) {

    @Override
    public String toString() {
      return "Shown[…]";
    }
  }

  /** Whether it is valid and, if so, for whom: masked, as on the certificate. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verdict(
      boolean valid,
      @Nullable String name,
      @Nullable String document,
      @Nullable String community,
      @Nullable Instant issued,
      @Nullable Instant expires) {

    private static final Verdict NOT_VALID = new Verdict(false, null, null, null, null, null);

    private static Verdict of(Statement statement) {
      return new Verdict(
          true,
          statement.name(),
          statement.doc(),
          statement.div(),
          Instant.ofEpochSecond(statement.iat()),
          Instant.ofEpochSecond(statement.exp()));
    }

    @Override
    public String toString() {
      return "Verdict[…]";
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Certify that nothing is known against a resident's health")
  public Uni<RestResponse<Answer>> issue(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Issuing request) {
    Report report = register.report(null);
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(
            field.key(key, List.of("certificate", request)),
            Answer.class,
            session -> certificates.issue(session, id, request.resident(), report).map(Answer::of))
        .map(answer -> Created.at("/certificates/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Certificates of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("resident") @Nullable UUID resident,
      @QueryParam("revoked") @Nullable Boolean revoked) {
    return register.list(
        HealthCertificate.class,
        page,
        Where.any().is("resident", resident).has("revoked", revoked),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One certificate, without what names its holder")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(
        HealthCertificate.class, id, CertificateRejection.NO_SUCH_CERTIFICATE, Answer::of);
  }

  @GET
  @Path("/{id}/token")
  @Produces("application/jose")
  @Operation(summary = "The certificate itself, signed, to be verified anywhere")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "409", ref = ProblemResponses.PROBLEM)
  public Uni<RestResponse<String>> token(@PathParam("id") UUID id) {
    return signed(id).map(token -> unstored(token));
  }

  @GET
  @Path("/{id}/qr")
  @Produces("image/png")
  @Operation(summary = "The certificate itself as a QR code, for paper and telephones")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "409", ref = ProblemResponses.PROBLEM)
  public Uni<RestResponse<byte[]>> qr(@PathParam("id") UUID id) {
    return signed(id).map(token -> unstored(QrCode.png(token)));
  }

  private Uni<String> signed(UUID id) {
    Instant now = field.time(null);
    return sessions.withSession(session -> certificates.token(session, id, now));
  }

  private static <T> RestResponse<T> unstored(T content) {
    return ResponseBuilder.ok(content).header("Cache-Control", "no-store").build();
  }

  @POST
  @Path("/verifications")
  @PermitAll
  @Operation(summary = "Is this certificate valid?")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "429", ref = ProblemResponses.PROBLEM)
  public Uni<RestResponse<Verdict>> verify(
      @NotNull @Valid Shown shown, @Context HttpServerRequest request) {
    turnstile.pass(request.remoteAddress().hostAddress());
    return verifications
        .verify(shown.token(), field.time(null))
        .map(found -> found.map(Verdict::of).orElse(Verdict.NOT_VALID))
        .map(verdict -> ResponseBuilder.ok(verdict).header("Cache-Control", "no-store").build());
  }

  @GET
  @Path("/keys")
  @PermitAll
  @Produces("application/jwk-set+json")
  @Operation(summary = "The public keys of certificates (JWKS), former ones too")
  public RestResponse<String> keys() {
    return ResponseBuilder.ok(signatures.keys()).header("Cache-Control", "max-age=3600").build();
  }

  @GET
  @Path("/revoked")
  @PermitAll
  @Produces("application/jose")
  @Operation(summary = "The certificates that were revoked and have not expired, as a signed list")
  public Uni<RestResponse<String>> revoked() {
    return verifications
        .revoked(field.time(null))
        .map(list -> ResponseBuilder.ok(list).header("Cache-Control", "max-age=30").build());
  }
}
