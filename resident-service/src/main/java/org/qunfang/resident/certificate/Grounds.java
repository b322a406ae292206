package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What this service knows that speaks against a certificate: its own cases and contacts, and what
 * the isolation service has told. Whatever else comes to be known here of a resident is asked for
 * in this one statement, and has a {@link Ground} of its own.
 */
@ApplicationScoped
class Grounds {

  private static final String AGAINST =
      """
      select 'OPEN_CASE' where exists (select from known_case where resident = :resident and open)
       union all
      select 'WATCHED_CONTACT' where exists (select from contact where resident = :resident and status = 'WATCHED')
       union all
      select 'ISOLATED' where 'IsolationOrdered' = (
        select kind from file_entry
         where subject = :resident and service = 'isolation' and kind in ('IsolationOrdered', 'IsolationReleased')
         order by time desc, id desc limit 1)
      """;

  Uni<Set<Ground>> against(Mutiny.Session session, UUID resident) {
    return session
        .createNativeQuery(AGAINST, String.class)
        .setParameter("resident", resident)
        .getResultList()
        .map(known -> known.stream().map(Ground::valueOf).collect(Collectors.toSet()));
  }
}
