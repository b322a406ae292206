package org.qunfang.local.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.qunfang.events.Division;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalKeys;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.personal.SealedFile;
import org.qunfang.resident.personal.Sealer;
import org.qunfang.testing.parts.PostgresPart;

/**
 * The people of a city, three to a household, spread evenly over its communities, and among them a
 * household in a thousand that is closed: written into the register directly and sealed as the
 * service seals them. Reading and adding is measured on it, and nothing of it is in the log.
 */
final class Population {

  static final int TO_A_HOUSEHOLD = 3;
  private static final int FROM_ONE_CLOSED_TO_THE_NEXT = 1_000;
  private static final int HOUSEHOLDS_AT_ONCE = 5_000;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";
  private static final String FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余";
  private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玉兰红梅春海燕波斌宇浩鑫慧颖佳雪琳晨阳子轩雨";

  private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1930, 1, 1);
  private static final int BIRTHDAYS = 33_000;
  private static final Instant REGISTERED = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> TABLES =
      List.of("household", "resident", "personal_file", "personal_key");

  private final PostgresPart.Database database;
  private final List<Division> communities;
  private final int households;
  private final Sealer sealer;

  Population(
      PostgresPart.Database database,
      List<Division> communities,
      int residents,
      Map<String, String> keys)
      throws GeneralSecurityException {
    this.database = database;
    this.communities = communities;
    this.households = residents / TO_A_HOUSEHOLD;
    this.sealer = new Sealer(new PersonalVault(new Keys(keys)));
  }

  private record Keys(Map<String, String> environment) implements PersonalKeys {

    @Override
    public String masterKey() {
      return environment.getOrDefault("QUNFANG_PERSONAL_MASTER_KEY", "");
    }

    @Override
    public String lookupKey() {
      return environment.getOrDefault("QUNFANG_PERSONAL_LOOKUP_KEY", "");
    }

    @Override
    public Duration keepAfterLeaving() {
      return Duration.ofDays(90);
    }
  }

  int households() {
    return households;
  }

  int residents() {
    return households * TO_A_HOUSEHOLD;
  }

  /** The n-th household. */
  UUID household(int n) {
    return new UUID(0x019b0000_0000_7000L, 0x8000_0000_0000_0000L | n);
  }

  /** One beside the n-th household that is closed. */
  private static UUID closed(int n) {
    return new UUID(0x019b0002_0000_7000L, 0x8000_0000_0000_0000L | n);
  }

  /** Where it is. */
  Division community(int household) {
    return communities.get((int) ((long) household * communities.size() / households));
  }

  /** The n-th resident. */
  UUID resident(int n) {
    return new UUID(0x019b0001_0000_7000L, 0x8000_0000_0000_0000L | n);
  }

  /** What names the n-th resident; always the same, so that they can be searched for. */
  Particulars particulars(int n) {
    SplittableRandom random = new SplittableRandom(n);
    // Squared, so that some names are as common as they are.
    int family = (int) (Math.pow(random.nextDouble(), 2) * FAMILY.length());
    String name =
        "" + FAMILY.charAt(family) + one(GIVEN, random) + (n % 4 == 0 ? "" : one(GIVEN, random));
    return new Particulars(
        name, idNumber(n), null, null, "1%010d".formatted(3_000_000_000L + n), null);
  }

  private static char one(String characters, SplittableRandom random) {
    return characters.charAt(random.nextInt(characters.length()));
  }

  /** Each birthday has a thousand people in each of some districts of first registration. */
  private static String idNumber(int n) {
    int sequence = n / BIRTHDAYS;
    String digits =
        "%06d%s%03d"
            .formatted(
                420_102 + sequence / 1000,
                FIRST_BIRTHDAY.plusDays(n % BIRTHDAYS).format(DateTimeFormatter.BASIC_ISO_DATE),
                sequence % 1000);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return digits + CHECK.charAt(sum % 11);
  }

  /** Moves them all in. */
  void fill() throws SQLException {
    List<Filling.Part> parts = new ArrayList<>();
    for (int from = 0; from < households; from += HOUSEHOLDS_AT_ONCE) {
      int begin = from;
      int end = Math.min(from + HOUSEHOLDS_AT_ONCE, households);
      parts.add(connection -> copy(connection, begin, end));
    }
    new Filling(database).fill(TABLES, parts);
  }

  private void copy(Connection connection, int begin, int end) throws SQLException, IOException {
    StringBuilder homes = new StringBuilder();
    StringBuilder people = new StringBuilder();
    StringBuilder files = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    for (int home = begin; home < end; home++) {
      Division community = community(home);
      Instant registered = REGISTERED.plusSeconds(Math.floorMod(home * 7919L, 5_000_000));
      boolean tenant = home % 10 < 3;
      row(
          homes,
          household(home),
          community,
          tenant ? "TENANT" : "OWNER",
          registered,
          TO_A_HOUSEHOLD,
          1,
          false,
          false);
      if (home % FROM_ONE_CLOSED_TO_THE_NEXT == 0) {
        row(homes, closed(home), community, "OWNER", registered, 0, 1, false, true);
      }
      for (int i = 0; i < TO_A_HOUSEHOLD; i++) {
        int n = home * TO_A_HOUSEHOLD + i;
        Particulars who = particulars(n);
        row(
            people,
            resident(n),
            community,
            household(home),
            n % 1_000 == 0 ? "STRANDED" : tenant ? "TENANT" : "RESIDENT",
            n % 2_000 == 0,
            n % BIRTHDAYS < 4_500 ? "FROM_80" : "FROM_18_TO_59",
            n % 2 == 0 ? "FEMALE" : "MALE",
            registered,
            1,
            n % 200 == 0);
        SealedFile file = sealer.seal(resident(n), who);
        row(
            files,
            resident(n),
            community,
            file.document() == null ? null : bytes(file.document().bytes()),
            file.byIdNumber(),
            file.name(),
            file.birth(),
            file.telephone(),
            bytes(file.sealed().content()));
        row(keys, resident(n), bytes(file.sealed().key()));
      }
    }
    copy(
        connection,
        "household (id, community, tenure, registered, people, version, revisit_overdue, closed)",
        homes);
    copy(
        connection,
        "resident (id, community, household, residency, foreigner, age_band, sex, registered, version, special)",
        people);
    copy(
        connection,
        "personal_file (resident, community, document, by_id_number, name_key, birth_key, telephone_key, content)",
        files);
    copy(connection, "personal_key (resident, key)", keys);
  }

  private static void row(StringBuilder rows, @Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      rows.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
    }
    rows.append('\n');
  }

  private static String bytes(byte[] value) {
    return "\\\\x" + HexFormat.of().formatHex(value);
  }

  private static void copy(Connection connection, String into, StringBuilder rows)
      throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy " + into + " from stdin",
            new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
