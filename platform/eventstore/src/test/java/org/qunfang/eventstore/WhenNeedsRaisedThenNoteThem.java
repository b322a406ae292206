package org.qunfang.eventstore;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRaised;

/** Notes raised needs, many in one statement. Utilities it cannot bear. */
@ApplicationScoped
class WhenNeedsRaisedThenNoteThem implements BulkReaction {

  static final AtomicInteger CALLS = new AtomicInteger();

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(NeedRaised.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    int call = CALLS.incrementAndGet();
    List<NeedRaised> raised =
        received.stream().map(each -> (NeedRaised) each.envelope().event()).toList();
    if (raised.stream().anyMatch(each -> each.category() == NeedCategory.UTILITIES)) {
      throw new UnsupportedOperationException("no power");
    }
    String needs =
        raised.stream().map(each -> each.need().toString()).collect(Collectors.joining(","));
    return session
        .createNativeQuery(
            "insert into raised select need, :call from unnest(cast(string_to_array(:needs, ',') as uuid[])) need")
        .setParameter("call", call)
        .setParameter("needs", needs)
        .executeUpdate()
        .replaceWithVoid();
  }
}
