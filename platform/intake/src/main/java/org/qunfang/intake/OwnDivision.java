package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

/**
 * What lies within the caller's own division, and nothing beyond it: things by their id, and the
 * divisions that lists are asked for. The rule stands in the query: what lies in another division
 * is answered like what is not there at all, or the answer would tell who is isolated, ill or red
 * elsewhere to anybody who has an id to try.
 */
@ApplicationScoped
public class OwnDivision {

  private final DivisionScope scope;
  private final OfficialDivisions divisions;

  OwnDivision(DivisionScope scope, OfficialDivisions divisions) {
    this.scope = scope;
    this.divisions = divisions;
  }

  /**
   * The division of which somebody asks: their own, or the official one within it that they named.
   *
   * @throws Problem 403 for one that is not the caller's, 422 {@code UNKNOWN_DIVISION}
   */
  public Division asked(@Nullable Division named) {
    Division own = scope.division();
    if (named == null || named.equals(own)) {
      return own;
    }
    scope.require(named);
    divisions.require(named);
    return named;
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
