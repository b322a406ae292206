package org.qunfang.resident.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.CertificateEvent;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.events.ResidentEvent.HealthCertificateIssued;
import org.qunfang.events.ResidentEvent.HealthCertificateRevoked;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A certificate as it is listed. What names its holder is in the personal file, and only there. */
@Entity
@Table(name = "health_certificate")
@Since("issued")
class HealthCertificate implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID resident;
  @Column Instant issued;
  @Column Instant expires;
  @Column @Nullable Instant revoked;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable CertificateRevocation reason;

  /** For Hibernate. */
  HealthCertificate() {}

  HealthCertificate(HealthCertificateIssued event, Told told, long version) {
    this.id = event.certificate();
    this.community = told.community().code();
    this.version = version;
    this.resident = event.resident();
    this.issued = told.time();
    this.expires = event.expires();
  }

  void follow(EventStore.Outcome<Certificate, CertificateEvent> outcome) {
    version = outcome.version();
    for (EventStore.Dated<CertificateEvent> each : outcome.happened()) {
      if (each.event() instanceof HealthCertificateRevoked because) {
        revoked = each.time();
        reason = because.reason();
      }
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
    return issued;
  }

  @Override
  public long version() {
    return version;
  }
}
