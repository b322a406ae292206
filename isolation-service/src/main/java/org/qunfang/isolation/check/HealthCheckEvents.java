package org.qunfang.isolation.check;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.intake.EventIntake;
import org.qunfang.intake.StoreProblems;
import org.qunfang.isolation.check.HealthChecks.Check;
import org.qunfang.isolation.check.HealthChecks.Result;

/** Thermometers and sites with systems of their own tell checks as events. */
@ApplicationScoped
class HealthCheckEvents implements EventIntake {

  private final HealthChecks checks;

  HealthCheckEvents(HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(HealthChecked.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return checks
        .tell(
            events.stream()
                .map(
                    incoming ->
                        Check.of(
                            (HealthChecked) incoming.event(),
                            incoming.told(),
                            incoming.traceparent()))
                .toList())
        .map(results -> results.stream().map(HealthCheckEvents::answer).toList());
  }

  private static Answer answer(Result result) {
    return switch (result) {
      case Result.Stored stored -> new Answer.Accepted();
      case Result.Repeated repeated -> new Answer.Duplicate();
      case Result.Refused(CheckRules.CheckRejection reason) ->
          new Answer.Rejected(StoreProblems.of(reason));
    };
  }
}
