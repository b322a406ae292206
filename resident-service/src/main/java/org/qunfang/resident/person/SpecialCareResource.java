package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Whom the communities look after in particular, and why. */
@Path("/special-care")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class SpecialCareResource {

  private final Register register;

  SpecialCareResource(Register register) {
    this.register = register;
  }

  /** One reason to look after one resident. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id, String community, UUID resident, Care care, Instant noted, @Nullable Instant ended) {

    static Answer of(SpecialCare row) {
      return new Answer(row.id, row.community, row.resident, row.care, row.noted, row.ended);
    }
  }

  @GET
  @Operation(summary = "Special care in a division, page by page; what has not ended")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("care") @Nullable Care care,
      @QueryParam("resident") @Nullable UUID resident,
      @QueryParam("ended") @DefaultValue("false") boolean ended) {
    return register.list(
        SpecialCare.class,
        page,
        Where.any()
            .is("care", care)
            .is("resident", resident)
            .literally(ended ? "ended is not null" : "ended is null"),
        Answer::of);
  }
}
