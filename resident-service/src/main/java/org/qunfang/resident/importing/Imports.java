package org.qunfang.resident.importing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.resident.importing.RosterImport.Status;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** The imports of a division, from the moment on at which somebody was answered about them. */
@ApplicationScoped
class Imports {

  private final Register register;

  Imports(Register register) {
    this.register = register;
  }

  Uni<RosterImport> own(Mutiny.Session session, UUID id) {
    return register.own(session, RosterImport.class, id, ImportRejection.NO_SUCH_IMPORT);
  }

  /**
   * Lets an import begin whose rows are all durable; or answers the one of the same file that
   * somebody was faster with.
   */
  Uni<RosterImport> open(Mutiny.Session session, UUID id, Report report) {
    return session
        .find(RosterImport.class, id)
        .chain(
            row ->
                row.status == Status.STAGING
                    ? same(session, row).invoke(same -> begin(row, same, report))
                    : Uni.createFrom().item(row));
  }

  private static Uni<RosterImport> same(Mutiny.Session session, RosterImport row) {
    return session
        .createSelectionQuery(
            """
            from RosterImport
             where community = ?1 and file = ?2 and dryRun = ?3 and status in (RUNNING, DONE)
            """,
            RosterImport.class)
        .setParameter(1, row.community)
        .setParameter(2, row.file)
        .setParameter(3, row.dryRun)
        .getResultList()
        .map(others -> others.isEmpty() ? row : others.get(0));
  }

  private static void begin(RosterImport row, RosterImport same, Report report) {
    if (same != row) {
      return;
    }
    if (row.batches == 0) {
      row.end(Status.DONE, report.time());
    } else {
      row.status = Status.RUNNING;
    }
  }

  /** Stops an import; what was registered by then is registered. */
  Uni<RosterImport> cancel(Mutiny.Session session, UUID id, Report report) {
    return session
        .createNativeQuery(ImportRuns.TELL.formatted(":id"))
        .setParameter("id", id)
        .executeUpdate()
        .chain(() -> own(session, id))
        .call(
            row ->
                switch (row.status) {
                  case STAGING, RUNNING -> {
                    report.of(row);
                    row.end(Status.CANCELLED, report.time());
                    yield session
                        .createNativeQuery("delete from roster_batch where import = ?1")
                        .setParameter(1, id)
                        .executeUpdate();
                  }
                  case DONE, EXPIRED -> throw new CommandRejected(ImportRejection.IMPORT_FINISHED);
                  case CANCELLED -> Uni.createFrom().item(0);
                });
  }

  static List<Integer> ignored(RosterImport row) {
    return row.ignored.isEmpty()
        ? List.of()
        : Arrays.stream(row.ignored.split(",", -1)).map(Integer::valueOf).toList();
  }
}
