package org.qunfang.resident.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.contact.ContactCommand.TraceContact;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A contact as the register lists it, in the community where the contact lives. */
@Entity
@Table(name = "contact")
@Since("traced")
class TracedContact implements InCommunity {

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

  @Enumerated(EnumType.STRING)
  @Column
  ContactSetting setting;

  @Column boolean cleared;
  @Column Instant traced;
  @Column long version;

  /** For Hibernate. */
  TracedContact() {}

  TracedContact(TraceContact command, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.caseId = command.of().id();
    this.resident = command.resident();
    this.contactClass = command.contactClass();
    this.lastExposure = command.lastExposure();
    this.setting = command.setting();
    this.traced = told.time();
  }

  void show(EventStore.Outcome<Contact, ?> outcome) {
    version = outcome.version();
    cleared =
        switch (outcome.state()) {
          case Contact.Unknown() -> throw new IllegalStateException("nothing is known to list");
          case Contact.Watched watched -> false;
          case Contact.Cleared already -> true;
        };
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
