package org.qunfang.local.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * People who never lived: names and ID numbers with valid check digits (GB 11643), always the same
 * for one seed.
 */
final class SyntheticPeople {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";
  private static final String[] FAMILY = {
    "覃", "向", "谭", "田", "李", "王", "张", "刘", "陈", "杨", "黄", "吴"
  };
  private static final String[] GIVEN = {
    "建国", "秀英", "伟", "芳", "敏", "静", "磊", "洋", "艳", "勇", "杰", "娟"
  };

  private final Random random = new Random(20200201);
  private int next;

  /** Personal data of the next person, as the resident service takes it. */
  Map<String, Object> citizen(String residency) {
    Map<String, Object> person = common(residency);
    person.put("idNumber", idNumber());
    return person;
  }

  /** The same for a foreigner, who has a passport. */
  Map<String, Object> foreigner(String residency) {
    Map<String, Object> person = common(residency);
    person.put("passport", "P%08d".formatted(next));
    person.put("nationality", "FRA");
    return person;
  }

  private Map<String, Object> common(String residency) {
    next++;
    Map<String, Object> person = new TreeMap<>();
    person.put("residency", residency);
    person.put("name", FAMILY[random.nextInt(FAMILY.length)] + GIVEN[random.nextInt(GIVEN.length)]);
    person.put("telephone", "199%08d".formatted(next));
    return person;
  }

  private String idNumber() {
    // Each thousand people have birthdays of their own, so that no two get one number.
    LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(4_000) * 8L + next / 1000);
    String digits =
        "422801" + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(next % 1000);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return digits + CHECK.charAt(sum % 11);
  }
}
