package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

/**
 * Finds things by their id within the caller's own division, and nothing beyond it. The rule stands
 * in the query: what lies in another division is answered like what is not there at all, or the
 * answer would tell who is isolated, ill or red elsewhere to anybody who has an id to try.
 */
@ApplicationScoped
public class OwnDivision {

  private final DivisionScope scope;

  OwnDivision(DivisionScope scope) {
    this.scope = scope;
  }

  /**
   * The thing of that id.
   *
   * @param things an entity with a {@code community}
   * @param absent the refusal when there is none, or none in the caller's division
   * @throws Problem 403 when the token names no division
   */
  public <T> Uni<T> find(Mutiny.Session session, Class<T> things, UUID id, Rejection absent) {
    return session
        .createSelectionQuery(
            "from "
                + things.getSimpleName()
                + " thing where id(thing) = :id and thing.community like :within",
            things)
        .setParameter("id", id)
        .setParameter("within", scope.prefix() + "%")
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(absent));
  }
}
