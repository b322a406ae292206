package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.PlateFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/**
 * Where a household is found, whether or not somebody lives there, for those who may read personal
 * files; every reading is recorded before it is given.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households")
@RolesAllowed(Roles.PERSONAL_DATA_READER)
public class HouseholdDoorResource {

  private final Mutiny.SessionFactory sessions;
  private final Register register;
  private final DivisionScope scope;
  private final PersonalFiles files;
  private final PlateFiles plates;
  private final Accesses accesses;

  HouseholdDoorResource(
      Mutiny.SessionFactory sessions,
      Register register,
      DivisionScope scope,
      PersonalFiles files,
      PlateFiles plates,
      Accesses accesses) {
    this.sessions = sessions;
    this.register = register;
    this.scope = scope;
    this.files = files;
    this.plates = plates;
    this.accesses = accesses;
  }

  /** A door, as far as somebody told it, and what stands on its plate. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID household,
      @Nullable String compound,
      @Nullable String building,
      @Nullable String door,
      @Nullable String doorPlate) {

    @Override
    public String toString() {
      return "Answer[…]";
    }
  }

  /** The doors along somebody's way. */
  public record Way(@NotEmpty @Size(max = 100) List<@NotNull UUID> households) {}

  @GET
  @Path("/{id}/door")
  @Operation(summary = "The door of a household; leaves an access record")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    Report report = register.report(null);
    return sessions.withTransaction(
        session ->
            register
                .own(session, RegisteredHousehold.class, id, HouseholdRejection.NO_SUCH_HOUSEHOLD)
                .chain(home -> answers(session, List.of(home), report))
                .map(List::getFirst));
  }

  @POST
  @Path("/doors")
  @Operation(
      summary = "The doors of households, in their order, all or none; leaves access records")
  public Uni<List<Answer>> list(@NotNull @Valid Way request) {
    Report report = register.report(null);
    return sessions.withTransaction(
        session ->
            own(session, request.households()).chain(homes -> answers(session, homes, report)));
  }

  private Uni<List<RegisteredHousehold>> own(Mutiny.Session session, List<UUID> ids) {
    return session
        .createSelectionQuery(
            "from RegisteredHousehold where id in ?1 and community like ?2",
            RegisteredHousehold.class)
        .setParameter(1, ids)
        .setParameter(2, scope.prefix() + "%")
        .setReadOnly(true)
        .getResultList()
        .map(found -> inOrder(ids, found));
  }

  /**
   * In the order in which they were asked for.
   *
   * @throws Problem 404 for the first that is not there
   */
  private static List<RegisteredHousehold> inOrder(
      List<UUID> ids, List<RegisteredHousehold> found) {
    Map<UUID, RegisteredHousehold> known =
        found.stream().collect(Collectors.toMap(RegisteredHousehold::id, Function.identity()));
    List<RegisteredHousehold> homes = new ArrayList<>();
    for (UUID id : ids) {
      RegisteredHousehold home = known.get(id);
      if (home == null) {
        throw StoreProblems.of(HouseholdRejection.NO_SUCH_HOUSEHOLD).with("index", homes.size());
      }
      homes.add(home);
    }
    return homes;
  }

  private Uni<List<Answer>> answers(
      Mutiny.Session session, List<RegisteredHousehold> homes, Report report) {
    List<UUID> ids = homes.stream().map(RegisteredHousehold::id).distinct().toList();
    return accesses
        .recordDoors(session, homes.stream().distinct().toList(), report)
        .chain(() -> files.doors(session, ids))
        .chain(
            doors ->
                plates
                    .read(session, ids)
                    .map(
                        texts ->
                            homes.stream()
                                .map(
                                    home ->
                                        new Answer(
                                            home.id(),
                                            home.compound(),
                                            home.building(),
                                            doors.get(home.id()),
                                            texts.get(home.id())))
                                .toList()));
  }
}
