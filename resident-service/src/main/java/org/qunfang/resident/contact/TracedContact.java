package org.qunfang.resident.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A contact as the register lists it, in the community where the contact lives. */
@Entity
@Table(name = "contact")
@Since("traced")
class TracedContact implements InCommunity {

  /** What became of a contact. */
  enum Status {
    WATCHED,
    CLEARED,
    INFECTED
  }

  @Id UUID id;
  @Column String community;

  @Column(name = "case_id")
  UUID caseId;

  @Column UUID resident;

  @Enumerated(EnumType.STRING)
  @Column(name = "contact_class")
  ContactClass contactClass;

  @Column(name = "last_exposure")
  LocalDate lastExposure;

  @Column(name = "last_day")
  LocalDate lastDay;

  @Enumerated(EnumType.STRING)
  @Column
  ContactSetting setting;

  @Enumerated(EnumType.STRING)
  @Column
  Status status;

  @Column @Nullable UUID became;
  @Column Instant traced;
  @Column long version;

  /** When the last happened that it shows; nothing that follows from it is older. */
  @Column Instant changed;

  /** For Hibernate. */
  TracedContact() {}

  TracedContact(UUID id, Contact state, long version, Told told) {
    this.id = id;
    this.community = told.community().code();
    this.traced = told.time();
    show(state, version, told.time());
  }

  /** What a command has just led to, if anything. */
  final void show(EventStore.Outcome<Contact, ?> outcome) {
    if (!outcome.happened().isEmpty()) {
      show(outcome.state(), outcome.version(), outcome.happened().getLast().time());
    }
  }

  /** What is known of the contact: the row shows all of it. */
  final Contact state() {
    Contact.Exposure exposure =
        new Contact.Exposure(id, caseId, resident, contactClass, lastExposure, setting);
    return switch (status) {
      case WATCHED -> new Contact.Watched(exposure);
      case CLEARED -> new Contact.Cleared(exposure);
      case INFECTED -> new Contact.Infected(exposure, Objects.requireNonNull(became));
    };
  }

  final void show(Contact state, long version, Instant changed) {
    this.version = version;
    this.changed = changed;
    switch (state) {
      case Contact.Unknown() -> throw new IllegalStateException("nothing is known to list");
      case Contact.Watched(Contact.Exposure exposure) -> show(exposure, Status.WATCHED, null);
      case Contact.Cleared(Contact.Exposure exposure) -> show(exposure, Status.CLEARED, null);
      case Contact.Infected(Contact.Exposure exposure, UUID became) ->
          show(exposure, Status.INFECTED, became);
    }
  }

  private void show(Contact.Exposure exposure, Status status, @Nullable UUID became) {
    this.caseId = exposure.caseId();
    this.resident = exposure.resident();
    this.contactClass = exposure.contactClass();
    this.lastExposure = exposure.last();
    this.lastDay = exposure.lastDay();
    this.setting = exposure.setting();
    this.status = status;
    this.became = became;
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
    return traced;
  }

  @Override
  public long version() {
    return version;
  }
}
