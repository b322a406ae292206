package org.qunfang.resident.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.resident.passage.KeptDays;
import org.qunfang.resident.person.Accesses;
import org.qunfang.resident.person.Accesses.What;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.ResidentResource;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/**
 * One person, one file: everything that any service knows of a resident. Those who look after the
 * community see what happened, and nothing that names anybody; who may read personal data sees
 * whose file it is as well. Every reading is recorded before it is given.
 */
@Path("/residents/{id}/file")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER,
  Roles.PERSONAL_DATA_READER
})
public class FileResource {

  private static final Set<String> KINDS = Concerned.kinds();

  private final Mutiny.SessionFactory sessions;
  private final SecurityIdentity caller;
  private final DivisionScope scope;
  private final Register register;
  private final Residents residents;
  private final PersonalFiles personal;
  private final Accesses accesses;
  private final Entries entries;
  private final KeptDays days;

  FileResource(
      Mutiny.SessionFactory sessions,
      SecurityIdentity caller,
      DivisionScope scope,
      Register register,
      Residents residents,
      PersonalFiles personal,
      Accesses accesses,
      Entries entries,
      KeptDays days) {
    this.sessions = sessions;
    this.caller = caller;
    this.scope = scope;
    this.register = register;
    this.residents = residents;
    this.personal = personal;
    this.accesses = accesses;
    this.entries = entries;
    this.days = days;
  }

  /**
   * A page of a file, the newest entries first.
   *
   * @param now how the person stands: open case, contacts under watch, isolation, health code; on
   *     the first page
   * @param since since when the file has what comes by the day; on the first page
   * @param particulars who it is and where they live; on the first page, for those who may read it
   * @param next what to ask for as {@code before} for the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      ResidentResource.Answer resident,
      @Nullable JsonNode now,
      @Nullable Since since,
      @Nullable Particulars particulars,
      @Nullable String door,
      List<Entries.Entry> entries,
      @Nullable String next)
      implements Versioned {

    @Override
    public long version() {
      return resident.version();
    }

    @Override
    public String toString() {
      return "Answer[…]";
    }
  }

  /**
   * Older ones than these are in no file; all other entries are kept as long as the register. Where
   * they are kept for longer than before, files fill up day by day.
   *
   * @param passages those of gates
   * @param daily health checks, daily contacts, supplies and notices
   */
  public record Since(Instant passages, Instant daily) {}

  /** Whose file it is. */
  private record Head(
      ResidentResource.Answer resident, @Nullable Particulars particulars, @Nullable String door) {

    @Override
    public String toString() {
      return "Head[…]";
    }
  }

  @GET
  @Operation(summary = "All that is known of a resident, in time order; leaves an access record")
  public Uni<Answer> read(
      @PathParam("id") UUID id,
      @QueryParam("before") @Parameter(description = "'next' of the page before")
          @Nullable String before,
      @QueryParam("kind")
          @Parameter(description = "Names of events; all when none is given")
          @Size(max = 50)
          List<@Size(max = 100) String> kinds,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    if (!KINDS.containsAll(kinds)) {
      throw Problem.unprocessable("UNKNOWN_KIND", "A file tells of nothing of that kind.");
    }
    Entries.Cursor cursor = before == null ? null : cursor(before);
    boolean named = cursor == null && caller.hasRole(Roles.PERSONAL_DATA_READER);
    Report report = register.report(null);
    return sessions
        .withTransaction(
            session ->
                residents
                    .own(session, id)
                    .call(
                        row ->
                            accesses.record(
                                session,
                                row,
                                named ? What.FILE_WITH_PARTICULARS : What.FILE,
                                report))
                    .chain(row -> head(session, row, named)))
        .chain(
            head ->
                entries
                    .read(id, cursor, kinds, limit + 1)
                    .chain(
                        read ->
                            cursor == null
                                ? entries.now(id).map(now -> answer(head, now, read, limit))
                                : Uni.createFrom().item(answer(head, null, read, limit))));
  }

  private static Entries.Cursor cursor(String text) {
    Entries.Cursor cursor = Entries.Cursor.parse(text);
    if (cursor == null) {
      throw Problem.unprocessable(
          "UNKNOWN_CURSOR", "'before' is what the page before calls 'next'.");
    }
    return cursor;
  }

  /** Of whom nobody knows the name, no file tells the door: it would lead to them. */
  private Uni<Head> head(Mutiny.Session session, RegisteredResident row, boolean named) {
    ResidentResource.Answer resident = ResidentResource.Answer.of(row);
    Head nameless = new Head(resident, null, null);
    return named
        ? personal
            .read(session, row.id())
            .chain(
                file ->
                    file.isEmpty()
                        ? Uni.createFrom().item(nameless)
                        : personal
                            .door(session, row.household())
                            .map(door -> new Head(resident, file.get(), door.orElse(null))))
        : Uni.createFrom().item(nameless);
  }

  private Answer answer(Head head, @Nullable JsonNode now, List<Entries.Entry> read, int limit) {
    boolean more = read.size() > limit;
    List<Entries.Entry> page =
        (more ? read.subList(0, limit) : read).stream().map(each -> each.seenBy(scope)).toList();
    String next =
        more
            ? Objects.toString(new Entries.Cursor(page.getLast().time(), page.getLast().id()))
            : null;
    Since since =
        now == null
            ? null
            : new Since(days.since(KeptDays.Copy.PASSAGE), days.since(KeptDays.Copy.ENTRY));
    return new Answer(head.resident(), now, since, head.particulars(), head.door(), page, next);
  }
}
