package org.qunfang.resident.chain;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.OwnJson;
import org.qunfang.events.ResidentEvent.CaseSourceFound;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactInfected;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ExposureEvent;
import org.qunfang.eventstore.Follower;

/**
 * Links cases with their contacts and with the cases that those became, as it happens; five hundred
 * contacts in one statement.
 */
@ApplicationScoped
class Links implements Follower {

  private static final String TRACE =
      """
      insert into infection_edge (case_id, case_resident, case_community, resident, community, contact, contact_class,
                                  setting, last_exposure)
      select k.id, k.resident, k.community, t.resident, t.community, t.contact, t."contactClass", t.setting, t."lastExposure"
        from json_to_recordset(cast(cast(:traced as text) as json))
          as t ("caseId" uuid, resident uuid, community text, contact uuid, "contactClass" text, setting text,
                "lastExposure" date)
        join known_case k on k.id = t."caseId"
          on conflict (case_id, resident) do update
         set contact = excluded.contact, contact_class = excluded.contact_class, setting = excluded.setting,
             last_exposure = excluded.last_exposure
      """;

  private static final String INFECT =
      """
      update infection_edge e
         set became = i.became
        from json_to_recordset(cast(cast(:infected as text) as json)) as i (contact uuid, became uuid)
       where e.contact = i.contact
      """;

  private static final String UNFIND_UNTRACED =
      "delete from infection_edge where became = :case and found and contact is null";

  private static final String UNFIND =
      "update infection_edge set found = false where became = :case and found";

  private static final String FIND =
      """
      insert into infection_edge (case_id, case_resident, case_community, resident, community, became, found)
      select s.id, s.resident, s.community, k.resident, k.community, k.id, true
        from known_case s, known_case k
       where s.id = :source and k.id = :case
          on conflict (case_id, resident) do update set became = excluded.became, found = true
      """;

  /** A contact as it is now. */
  private record Traced(
      UUID caseId,
      UUID resident,
      String community,
      UUID contact,
      ContactClass contactClass,
      ContactSetting setting,
      LocalDate lastExposure) {}

  private record Infected(UUID contact, UUID became) {}

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    List<Traced> traced = new ArrayList<>();
    List<Infected> infected = new ArrayList<>();
    List<CaseSourceFound> found = new ArrayList<>();
    for (Envelope told : appended) {
      if (told.event() instanceof ExposureEvent e) {
        traced.add(
            new Traced(
                e.caseId(),
                e.resident(),
                told.community().code(),
                e.contact(),
                e.contactClass(),
                e.setting(),
                e.lastExposure()));
      } else if (told.event() instanceof ContactInfected e) {
        infected.add(new Infected(e.contact(), e.became()));
      } else if (told.event() instanceof CaseSourceFound e) {
        found.add(e);
      }
    }
    Uni<Void> linked = many(session, TRACE, "traced", traced);
    linked = linked.chain(() -> many(session, INFECT, "infected", infected));
    for (CaseSourceFound each : found) {
      linked = linked.chain(() -> find(session, each));
    }
    return linked;
  }

  private static Uni<Void> many(
      Mutiny.Session session, String statement, String name, List<?> values) {
    return values.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(statement)
            .setParameter(name, OwnJson.write(values))
            .executeUpdate()
            .replaceWithVoid();
  }

  /** A source that is found takes the place of the one that was thought of before. */
  private static Uni<Void> find(Mutiny.Session session, CaseSourceFound found) {
    Uni<Void> unfound =
        one(session, UNFIND_UNTRACED, found).chain(() -> one(session, UNFIND, found));
    UUID source = found.sourceCase();
    return source == null
        ? unfound
        : unfound.chain(
            () ->
                session
                    .createNativeQuery(FIND)
                    .setParameter("source", source)
                    .setParameter("case", found.caseId())
                    .executeUpdate()
                    .replaceWithVoid());
  }

  private static Uni<Void> one(Mutiny.Session session, String statement, CaseSourceFound found) {
    return session
        .createNativeQuery(statement)
        .setParameter("case", found.caseId())
        .executeUpdate()
        .replaceWithVoid();
  }
}
