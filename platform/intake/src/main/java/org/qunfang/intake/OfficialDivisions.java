package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.eventstore.Reaction;
import org.qunfang.security.Problem;

/**
 * Which divisions there are: those of the build, and what the resident service has imported since
 * ({@code imported_division}). Whichever replica hears of a new one knows it at once, the others
 * within a minute.
 *
 * <p>Official now, or once: what happened in a community that was abolished happened there.
 */
@ApplicationScoped
public class OfficialDivisions implements DivisionsInMemory, Reaction {

  private final Set<Division> imported = ConcurrentHashMap.newKeySet();

  @Override
  public String codes() {
    return "select code from imported_division";
  }

  /** One is added as it is told, and none is ever taken away. */
  @Override
  public void keep(Set<Division> found) {
    imported.addAll(found);
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(DivisionAdded.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    DivisionAdded event = (DivisionAdded) received.envelope().event();
    return session
        .createNativeQuery("insert into imported_division values (?1) on conflict do nothing")
        .setParameter(1, Long.parseLong(event.division().code()))
        .executeUpdate()
        .invoke(() -> imported.add(event.division()))
        .replaceWithVoid();
  }

  /** Whether that one officially exists, or did. */
  public boolean exist(Division division) {
    return Divisions.exists(division) || imported.contains(division);
  }

  /**
   * Lets go on only with one that exists, or did.
   *
   * @throws Problem 422 {@code UNKNOWN_DIVISION}
   */
  public void require(Division division) {
    if (!exist(division)) {
      throw Problem.unprocessable("UNKNOWN_DIVISION", "No official division has this code.");
    }
  }

  /** All official communities of a division; itself when it is one. */
  public Stream<Division> communities(Division of) {
    return Stream.concat(
        Divisions.communities(of),
        imported.stream()
            .filter(each -> each.isCommunity() && of.contains(each) && !Divisions.exists(each)));
  }
}
