package org.qunfang.resident.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.InfectionSource;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A case as the register lists it. */
@Entity
@Table(name = "known_case")
@Since("reported")
public class KnownCase implements InCommunity {

  /** Where a case stands. */
  public enum Status {
    SUSPECTED,
    ASYMPTOMATIC,
    CONFIRMED,
    RULED_OUT,
    RECOVERED,
    DIED
  }

  @Id UUID id;
  @Column String community;
  @Column UUID resident;

  @Enumerated(EnumType.STRING)
  @Column
  Status status;

  @Column boolean open;

  @Enumerated(EnumType.STRING)
  @Column(name = "reported_as")
  CaseClass reportedAs;

  @Column @Nullable LocalDate onset;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable InfectionSource source;

  @Column(name = "source_case")
  @Nullable UUID sourceCase;

  @Column @Nullable String origin;
  @Column Instant reported;
  @Column long version;
  @Column Instant changed;

  /** When it was ruled out, recovered or died. */
  @Column @Nullable Instant ended;

  /** For Hibernate. */
  KnownCase() {}

  KnownCase(ReportCase command, EventStore.Outcome<Case, ?> reported, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.resident = command.resident();
    this.reportedAs = command.caseClass();
    this.reported = told.time();
    show(reported);
  }

  /** What has just happened to it. */
  final void show(EventStore.Outcome<Case, ?> outcome) {
    version = outcome.version();
    changed = outcome.happened().getLast().time();
    switch (outcome.state()) {
      case Case.Unknown() -> throw new IllegalStateException("nothing is known to list");
      case Case.Known known -> show(known);
    }
  }

  private void show(Case.Known known) {
    status =
        switch (known) {
          case Case.Suspected suspected -> Status.SUSPECTED;
          case Case.Asymptomatic asymptomatic -> Status.ASYMPTOMATIC;
          case Case.Confirmed confirmed -> Status.CONFIRMED;
          case Case.RuledOut ruledOut -> Status.RULED_OUT;
          case Case.Recovered recovered -> Status.RECOVERED;
          case Case.Died died -> Status.DIED;
        };
    onset = known.findings().onset();
    Case.Source found = known.findings().source();
    if (found != null) {
      source = found.kind();
      sourceCase = found.by();
      origin = found.origin() == null ? null : found.origin().code();
    }
    open =
        switch (status) {
          case SUSPECTED, ASYMPTOMATIC, CONFIRMED -> true;
          case RULED_OUT, RECOVERED, DIED -> false;
        };
    if (!open && ended == null) {
      ended = changed;
    }
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public Division community() {
    return new Division(community);
  }

  @Override
  public Instant since() {
    return reported;
  }

  @Override
  public long version() {
    return version;
  }

  /** Whose case it is. */
  public UUID resident() {
    return resident;
  }

  /** The day on which the case fell ill; when nobody knows, that of the first report. */
  public LocalDate onset(ZoneId zone) {
    return onset == null ? LocalDate.ofInstant(reported, zone) : onset;
  }

  /** Where it stands. */
  public Status status() {
    return status;
  }

  /**
   * The day on which it ended.
   *
   * @throws NullPointerException while it is open
   */
  public LocalDate ended(ZoneId zone) {
    return LocalDate.ofInstant(Objects.requireNonNull(ended), zone);
  }

  /** True when it turned out to be none. */
  public boolean ruledOut() {
    return status == Status.RULED_OUT;
  }
}
