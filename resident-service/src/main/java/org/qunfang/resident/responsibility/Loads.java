package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.resident.worker.WorkerDecider;

/** How the households of a community lie on its cadres. */
@ApplicationScoped
class Loads {

  private static final String BORNE =
      """
      select count(*) as cadres, coalesce(sum(households), 0) as households,
             coalesce(min(households), 0) as least, coalesce(max(households), 0) as most
        from worker
       where community = $1 and on_duty and kind = any($2)
      """;

  private static final String OPEN =
      "select count(*) as open from household_duty where community = $1 and cadre is null and not"
          + " closed";

  private final Pool pool;

  Loads(Pool pool) {
    this.pool = pool;
  }

  /**
   * The loads of a community.
   *
   * @param cadres who can answer for households
   * @param withCadre households that somebody answers for
   * @param withoutCadre households that nobody answers for
   * @param least the lightest load
   * @param most the heaviest
   * @param average 0 when there is nobody
   */
  public record Summary(
      int cadres, int withCadre, int withoutCadre, int least, int most, double average) {}

  Uni<Summary> of(Division community) {
    return pool.withConnection(
        connection ->
            connection
                .preparedQuery(BORNE)
                .execute(Tuple.of(community.code(), answering()))
                .chain(
                    borne ->
                        connection
                            .preparedQuery(OPEN)
                            .execute(Tuple.of(community.code()))
                            .map(
                                open ->
                                    summary(
                                        borne.iterator().next(),
                                        open.iterator().next().getInteger("open")))));
  }

  private static String[] answering() {
    return Arrays.stream(WorkerKind.values())
        .filter(WorkerDecider::answers)
        .map(WorkerKind::name)
        .toArray(String[]::new);
  }

  private static Summary summary(Row borne, int open) {
    int cadres = borne.getInteger("cadres");
    int households = borne.getInteger("households");
    return new Summary(
        cadres,
        households,
        open,
        borne.getInteger("least"),
        borne.getInteger("most"),
        cadres == 0 ? 0 : (double) households / cadres);
  }
}
