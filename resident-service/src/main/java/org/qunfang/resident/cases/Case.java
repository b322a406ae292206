package org.qunfang.resident.cases;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.InfectionSource;

/** A case (病例), from the first report to its end. */
public sealed interface Case {

  /** Nobody has reported it yet. */
  record Unknown() implements Case {}

  /** Somebody reported it. */
  sealed interface Known extends Case {

    /** Which case it is. */
    UUID id();

    /** Whose case it is. */
    UUID resident();

    /** What the investigation (流调) has found. */
    Findings findings();

    /** The same case, of which that is found. */
    Known with(Findings findings);
  }

  /** Suspected (疑似). */
  record Suspected(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new Suspected(id, resident, findings);
    }
  }

  /** Infected without symptoms (无症状感染者). */
  record Asymptomatic(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new Asymptomatic(id, resident, findings);
    }
  }

  /** Confirmed (确诊). */
  record Confirmed(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new Confirmed(id, resident, findings);
    }
  }

  /** It was none (排除). */
  record RuledOut(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new RuledOut(id, resident, findings);
    }
  }

  /** Well again (治愈). */
  record Recovered(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new Recovered(id, resident, findings);
    }
  }

  /** Died. */
  record Died(UUID id, UUID resident, Findings findings) implements Known {

    @Override
    public Known with(Findings findings) {
      return new Died(id, resident, findings);
    }
  }

  /**
   * What the investigation has found so far.
   *
   * @param onset the day on which the case fell ill
   */
  record Findings(@Nullable LocalDate onset, @Nullable Source source) {

    static final Findings NONE = new Findings(null, null);

    Findings ill(LocalDate onset) {
      return new Findings(onset, source);
    }

    Findings infectedBy(Source source) {
      return new Findings(onset, source);
    }
  }

  /**
   * Where the case was infected.
   *
   * @param by the case that infected this one
   * @param origin the division where it happened, when it was elsewhere in the country
   */
  record Source(InfectionSource kind, @Nullable UUID by, @Nullable Division origin) {}
}
