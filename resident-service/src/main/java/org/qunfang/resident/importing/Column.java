package org.qunfang.resident.importing;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a roster can say of a person, by the headings that communities write above it. */
enum Column {
  NAME("name", "姓名", List.of("名字", "居民姓名"), false),
  ID_NUMBER(
      "idNumber",
      "公民身份号码",
      List.of("身份证号", "身份证号码", "身份证", "居民身份证号码", "idno", "idcard", "idcardnumber"),
      true),
  PASSPORT("passport", "护照", List.of("护照号", "护照号码", "passportnumber", "passportno"), true),
  NATIONALITY("nationality", "国籍", List.of("国家", "国家或地区", "国籍或地区", "country"), false),
  BIRTH_DATE("birthDate", "出生日期", List.of("出生年月日", "生日", "dateofbirth", "born"), true),
  SEX("sex", "性别", List.of("gender"), false),
  TELEPHONE(
      "telephone", "电话", List.of("联系电话", "电话号码", "手机", "手机号", "手机号码", "phone", "mobile"), true),
  COMMUNITY("community", "社区代码", List.of("社区编码", "村社区代码", "社区村代码", "区划代码", "communitycode"), true),
  COMPOUND("compound", "小区", List.of("小区名称", "小区或组", "组", "村民小组"), false),
  BUILDING("building", "楼栋", List.of("楼栋号", "栋", "幢", "楼号"), false),
  DOOR("door", "门牌", List.of("门牌号", "房号", "房间号", "住址", "详细地址"), false),
  TENURE("tenure", "户别", List.of("房屋性质", "业主或租户"), false),
  RESIDENCY("residency", "居住类型", List.of("人员类别", "居住性质"), false);

  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final Map<String, Column> BY_HEADING = new HashMap<>();

  static {
    for (Column column : values()) {
      BY_HEADING.put(normal(column.field), column);
      BY_HEADING.put(normal(column.heading), column);
      column.others.forEach(other -> BY_HEADING.put(normal(other), column));
    }
  }

  private final String field;
  private final String heading;
  private final List<String> others;
  private final boolean digits;

  Column(String field, String heading, List<String> others, boolean digits) {
    this.field = field;
    this.heading = heading;
    this.others = others;
    this.digits = digits;
  }

  /** The column under that heading, whatever it says in brackets or marks as needed. */
  static Optional<Column> under(String heading) {
    return Optional.ofNullable(BY_HEADING.get(normal(heading)));
  }

  private static String normal(String heading) {
    String plain = Normalizer.normalize(heading, Normalizer.Form.NFKC);
    return NO_LETTER
        .matcher(IN_BRACKETS.matcher(plain).replaceAll(""))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** As programs call it. */
  String field() {
    return field;
  }

  /** As people call it. */
  String heading() {
    return heading;
  }

  /** Whether its digits mean nothing once a program has taken them for a quantity. */
  boolean isNumber() {
    return digits;
  }
}
