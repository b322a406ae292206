package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.resident.register.Where;

/**
 * On which days households were contacted. Each household's row keeps its last day and a bit for
 * each of the 62 days before it, so that any of these days is read without another table.
 */
@ApplicationScoped
class ContactDays {

  private static final String SUMMARY =
      """
      select count(*) as households, count(cadre) as with_cadre,
             count(*) filter (where contacted_on($2, contacted, recent)) as contacted
        from household_duty where community = $1 and registered < $3 and not closed
      """;

  private final Pool pool;
  private final ZoneId zone;

  ContactDays(Pool pool, EventLogConfig config) {
    this.pool = pool;
    this.zone = config.zone();
  }

  /** The id of a household's contact of a day: the same, however often it is told. */
  static UUID idOf(UUID household, LocalDate day) {
    return EventIds.named("household-contact", household.toString(), day.toString());
  }

  /**
   * A community's day.
   *
   * @param households on the register that day
   * @param withCadre those of them that somebody answers for now
   * @param contacted those that were contacted
   * @param missed those that were not
   */
  public record Summary(LocalDate day, int households, int withCadre, int contacted, int missed) {}

  /**
   * Those on the register that day whom nobody contacted. A cadre's are few, and all are looked at;
   * of a city, those who were contacted last before that day, and those who were contacted since
   * and missed then or later.
   */
  Where missed(LocalDate day, @Nullable UUID cadre) {
    Where missed =
        Where.any().is("closed", false).literally("registered < '%s'".formatted(end(day)));
    String notContacted = "not contacted_on('%s', contacted, recent)".formatted(day);
    if (cadre != null) {
      return missed.is("cadre", cadre).literally(notContacted);
    }
    return missed
        .each("coalesce(contacted, date '-infinity')", "< '%s'".formatted(day))
        .each(
            "missed_before(contacted, recent)",
            ">= '%s' and contacted is not null".formatted(day),
            Where.any().literally("contacted is not null").literally(notContacted));
  }

  Uni<Summary> summary(Division community, LocalDate day) {
    return pool.preparedQuery(SUMMARY)
        .execute(Tuple.of(community.code(), day, end(day)))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Summary(
                    day,
                    row.getInteger("households"),
                    row.getInteger("with_cadre"),
                    row.getInteger("contacted"),
                    row.getInteger("households") - row.getInteger("contacted")));
  }

  private OffsetDateTime end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
  }
}
