package org.qunfang.checkpoint.passage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.DomainEvent;
import org.qunfang.intake.EventIntake;

/**
 * Passages that gates decided by themselves, while they were offline or by a system of their own:
 * stored as told.
 */
@ApplicationScoped
class PassageIntake implements EventIntake {

  private final Passages passages;

  PassageIntake(Passages passages) {
    this.passages = passages;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(PassageRecorded.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    List<Passages.Report> reports = new ArrayList<>(events.size());
    for (Incoming event : events) {
      reports.add(report(event));
    }
    return passages
        .record(reports)
        .map(results -> results.stream().map(PassageIntake::answer).toList());
  }

  private static Passages.Report report(Incoming event) {
    PassageRecorded passage = (PassageRecorded) event.event();
    return new Passages.Report(
        event.id(),
        Observed.in(passage),
        passage,
        event.told().community(),
        event.told().time(),
        true,
        event.told().actor(),
        event.traceparent());
  }

  private static Answer answer(Passages.Result result) {
    return switch (result) {
      case Passages.Result.Recorded recorded -> new Answer.Accepted();
      case Passages.Result.Repeated repeated -> new Answer.Duplicate();
      case Passages.Result.Refused(var problem) -> new Answer.Rejected(problem);
    };
  }
}
