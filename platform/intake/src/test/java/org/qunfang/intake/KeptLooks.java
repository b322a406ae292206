package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qunfang.eventstore.Sweep;

/** Keeps as of when somebody looked; each look was due. */
@ApplicationScoped
class KeptLooks implements Sweep {

  private final List<Instant> times = new CopyOnWriteArrayList<>();

  @Override
  public String name() {
    return "kept-looks";
  }

  @Override
  public Uni<Integer> asOf(Instant asOf) {
    times.add(asOf);
    return Uni.createFrom().item(1);
  }

  List<Instant> times() {
    return times;
  }
}
