package org.qunfang.local.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.qunfang.testing.parts.PostgresPart;

/**
 * What a city under an outbreak has on its hands besides its register: a screening round in every
 * community, somebody who answers for each household, a notice on its way to all of them, cases and
 * their contacts, people in special care, people who came back, and a file of everybody.
 */
final class Casework {

  /** Before the rest, which hangs on it. */
  private static final List<String> FIRST =
      List.of(
          """
          insert into worker (id, community, kind, party_member, on_duty, enlisted, version, points_earned, points_balance, tasks_done)
          select gen_random_uuid(), community, 'CADRE', n = 1, true, timestamptz '2026-01-02 00:00Z' + n * interval '1 minute', 1, p, p, p / 5
            from (select community, n, floor(random() * 500)::int as p
                    from (select distinct community from household) c cross join generate_series(1, 3) n) w
          """,
          // They answer for nobody.
          """
          insert into worker (id, community, kind, party_member, on_duty, enlisted, version, points_earned, points_balance, tasks_done)
          select gen_random_uuid(), community, 'VOLUNTEER', false, random() < 0.9, timestamptz '2026-01-03 00:00Z' + n * interval '1 minute', 1, p, p, p / 5
            from (select community, n, floor(random() * 500)::int as p
                    from (select distinct community from household) c cross join generate_series(1, 30) n) w
          """,
          """
          insert into screening_round (id, community, number, open, opened, households, people, version)
          select gen_random_uuid(), community, 1, true, timestamptz '2026-01-03 00:00Z' + (random() * 3600) * interval '1 second',
                 count(*), sum(people), 1
            from household where not closed group by community
          """,
          """
          insert into notice (id, division, kind, title, text, actor, published)
          values (gen_random_uuid(), '420100000000', 'MEASURE', 'Stay at home', 'Stay at home', 'benchmark', timestamptz '2026-01-04 00:00Z')
          """,
          // One in two hundred.
          """
          insert into known_case (id, community, resident, status, open, reported, changed, ended, version, reported_as, onset)
          select gen_random_uuid(), community, id, state, state in ('SUSPECTED', 'CONFIRMED'), at, at,
                 case when state in ('RULED_OUT', 'RECOVERED') then at end, 1, 'SUSPECTED', date '2026-01-02'
            from (select community, id,
                         (array['SUSPECTED', 'CONFIRMED', 'RULED_OUT', 'RECOVERED'])[1 + floor(random() * 4)] as state,
                         timestamptz '2026-01-05 00:00Z' + (random() * 864000) * interval '1 second' as at
                    from resident where special) r
          """);

  private static final List<String> TABLES =
      List.of(
          "screening_household",
          "household_duty",
          "notice_receipt",
          "notice_coverage",
          "contact",
          "special_care",
          "returnee",
          "file_entry");

  private static final List<String> REST =
      List.of(
          """
          insert into screening_household (round, household, people, standing, screened, visits)
          select r.id, h.id, h.people, s, case s when 'SCREENED' then h.people else 0 end, case s when 'TO_VISIT' then 0 else 1 end
            from (select *, (array['SCREENED', 'SCREENED', 'SCREENED', 'NOBODY_HOME', 'TO_VISIT'])[1 + floor(random() * 5)] as s
                    from household where not closed) h
            join screening_round r using (community)
          """,
          // One household in fifty has nobody. It is evening: one in a thousand has not been
          // contacted, and each day before that another one was missed. In the last street it is
          // morning.
          """
          insert into household_duty (id, community, version, closed, cadre, changed, registered, contacted, recent)
          select h.id, h.community, 1, h.closed, case when h.n % 50 > 0 and not h.closed then w.id end, h.registered, h.registered,
                 (now() at time zone 'Asia/Shanghai')::date
                   - case when random() < 0.001 or left(h.community, 9) = h.last_street then 1 else 0 end,
                 9223372036854775807 & case when random() < 0.06 then ~(1::bigint << (1 + floor(random() * 62)::int)) else -1 end
            from (select *, row_number() over () as n, left(max(community) over (), 9) as last_street from household) h
            join (select *, row_number() over (partition by community) as place from worker where kind = 'CADRE') w
              on w.community = h.community and w.place = 1 + h.n % 3
          """,
          // One household in a thousand has it not, and another one has it and says nothing.
          """
          insert into notice_receipt (id, community, version, notice, household, listed, delivered, channel, acknowledged)
          select id_in_order_of_time(), h.community, 1, n.id, h.id, n.published, case when there then n.published end,
                 case when there then 'AT_DOOR' end, case when there and said then n.published end
            from (select *, random() < 0.999 as there, random() < 0.999 as said from household where not closed) h cross join notice n
          """,
          """
          insert into notice_coverage (id, community, version, notice, kind, households, delivered, acknowledged, published)
          select gen_random_uuid(), h.community, 1, n.id, n.kind, count(*), count(*) * 999 / 1000, count(*) * 998 / 1000, n.published
            from household h cross join notice n where not h.closed group by h.community, n.id
          """,
          // Ten neighbours of each case, of whom some are watched for longer than their term.
          """
          insert into contact (id, community, case_id, resident, contact_class, last_exposure, setting, status, last_day, traced, changed, version)
          select gen_random_uuid(), c.community, c.id, r.id, 'CLOSE', date '2026-11-01', 'OTHER',
                 case when random() < 0.2 then 'WATCHED' else 'CLEARED' end, date '2026-11-15',
                 c.reported + (random() * 36000) * interval '1 second', c.changed, 1
            from (select *, floor(random() * 1000)::int as skipped from known_case) c
           cross join lateral (
                   select id from resident
                    where community = c.community and id <> c.resident
                    order by registered, id offset c.skipped limit 10) r
          """,
          """
          insert into special_care (id, community, resident, care, noted)
          select gen_random_uuid(), community, id, 'ELDERLY_ALONE', registered from resident where special
          """,
          """
          insert into returnee (id, community, resident, origin, origin_risk, arrived, registered, listed_now)
          select gen_random_uuid(), community, id, '440300000000', 'MEDIUM', date '2026-01-05' + floor(random() * 300)::int, registered,
                 case when random() < 0.1 then 'HIGH' end
            from resident where special
          """);

  /** So that no processor is left with one long statement. */
  private static final int PARTS_OF_FILES = 8;

  private static final String FILES =
      """
      insert into file_entry (subject, time, id, service, kind, community, data)
      select id, registered + n * interval '1 day', gen_random_uuid(), 'supply', 'ParcelDelivered', community,
             json_build_object('parcel', gen_random_uuid(), 'resident', id)::text
        from resident cross join generate_series(1, 2) n
       where mod(hashtext(id::text), %d) = %d
      """;

  private static final String COUNT =
      """
      update screening_round r
         set nobody_home = h.nobody_home, screened = h.screened, people_screened = h.people_screened,
             people_unsettled = r.people - h.people_screened
        from (select round, count(*) filter (where standing = 'NOBODY_HOME') as nobody_home,
                     count(*) filter (where standing = 'SCREENED') as screened, sum(screened) as people_screened
                from screening_household group by round) h
       where h.round = r.id
      """;

  private final PostgresPart.Database database;

  Casework(PostgresPart.Database database) {
    this.database = database;
  }

  void fill() throws SQLException {
    Filling filling = new Filling(database);
    filling.fill(
        List.of("worker", "screening_round", "notice", "known_case"),
        FIRST.stream().map(Casework::statement).toList());
    List<Filling.Part> rest = new ArrayList<>(REST.stream().map(Casework::statement).toList());
    for (int i = 1 - PARTS_OF_FILES; i < PARTS_OF_FILES; i++) {
      rest.add(statement(FILES.formatted(PARTS_OF_FILES, i)));
    }
    filling.fill(TABLES, rest);
    filling.fill(List.of(), List.of(statement(COUNT)));
  }

  private static Filling.Part statement(String sql) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    };
  }

  /** Some of the ids in a table, or in those rows of it for which something holds. */
  List<UUID> some(String table) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from " + table + " limit 1000")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }
}
