package org.qunfang.reporting.projection;

import java.util.ArrayList;
import java.util.List;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.events.DomainEvent;
import org.qunfang.eventstore.Positions;

/**
 * What a batch comes to: the entries of the events that were not counted before, and the records
 * that cannot be. Pure, so that laws about duplicates, order and the bounds of batches can be
 * proved without a database.
 */
public final class Tally {

  private final Positions positions;
  private final Entries entries;
  private final List<Arrival.Countable> counted = new ArrayList<>();
  private final List<Arrival.Poison> dead = new ArrayList<>();
  private int duplicates;
  private int gaps;
  private int unknown;

  /** From where the consumer is; entries are added to those given. */
  public Tally(Positions positions, Entries entries) {
    this.positions = positions;
    this.entries = entries;
  }

  /** Takes the next record. */
  public void take(Arrival arrival) {
    Place place = arrival.place();
    Positions.Verdict verdict = place == null ? Positions.Verdict.NEXT : positions.judge(place);
    switch (verdict) {
      case NEXT -> apply(arrival);
      case DUPLICATE -> duplicates++;
      case GAP -> gaps++;
    }
  }

  private void apply(Arrival arrival) {
    switch (arrival) {
      case Arrival.Countable event -> {
        entries.enter(event.community(), event.day(), event.movements());
        counted.add(event);
      }
      case Arrival.Unknown later -> unknown++;
      case Arrival.Poison poison -> dead.add(poison);
    }
  }

  /** What is to be added to the ledger. */
  public Entries entries() {
    return entries;
  }

  /** Where the consumer is afterwards. */
  public Positions positions() {
    return positions;
  }

  /** The events that were counted. */
  public List<Arrival.Countable> counted() {
    return counted;
  }

  /** What these tell. */
  List<DomainEvent> events() {
    return counted.stream().map(Arrival.Countable::event).toList();
  }

  /** The records that cannot be counted. */
  public List<Arrival.Poison> dead() {
    return dead;
  }

  /** How many had been counted before. */
  public int duplicates() {
    return duplicates;
  }

  /** How many came before one they follow. */
  public int gaps() {
    return gaps;
  }

  /** How many are of a type that this build does not know. */
  public int unknown() {
    return unknown;
  }
}
