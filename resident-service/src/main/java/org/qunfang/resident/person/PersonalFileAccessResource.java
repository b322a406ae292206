package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Who read whose personal file, or the door of which household. */
@Path("/personal-file-accesses")
@RolesAllowed(Roles.AUDITOR)
public class PersonalFileAccessResource {

  private final Register register;

  PersonalFileAccessResource(Register register) {
    this.register = register;
  }

  /** One reading. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      @Nullable UUID resident,
      @Nullable UUID household,
      Accesses.What what,
      String actor,
      Instant at) {

    static Answer of(PersonalFileAccess row) {
      return new Answer(
          row.id, row.community, row.resident, row.household, row.what, row.actor, row.at);
    }
  }

  @GET
  @Operation(summary = "Readings of personal files and doors in a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("resident") @Nullable UUID resident,
      @QueryParam("household") @Nullable UUID household) {
    return register.list(
        PersonalFileAccess.class,
        page,
        Where.any().is("resident", resident).is("household", household),
        Answer::of);
  }
}
