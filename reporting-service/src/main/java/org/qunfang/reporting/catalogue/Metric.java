package org.qunfang.reporting.catalogue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.qunfang.reporting.catalogue.Metric.Kind.FLOW;
import static org.qunfang.reporting.catalogue.Metric.Kind.STOCK;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is counted, at every level (统计指标). Numbers and ids are for ever once stored; a
 * number that is missing here waits for the event that moves it.
 */
public enum Metric {
  /** Households (户) on the register. */
  HOUSEHOLDS(1, "households.registered", "households registered", "登记户数", "households", STOCK),
  /** Of them, dwellings of owners (常住户). */
  OWNER_HOUSEHOLDS(
      2, "households.owner", "owner households registered", "其中常住户", "households", STOCK),
  /** Of them, dwellings of tenants (租户). */
  TENANT_HOUSEHOLDS(
      3, "households.tenant", "tenant households registered", "其中租户", "households", STOCK),
  /** People on the register, whatever brought them here. */
  PEOPLE(4, "people.registered", "people registered", "登记人数", "people", STOCK),
  /** Of them, registered residents (常住人口). */
  RESIDENTS(5, "people.resident", "residents", "常住人口", "people", STOCK),
  /** Of them, tenants (租住人口). */
  TENANTS(6, "people.tenant", "tenants", "租住人口", "people", STOCK),
  /** Of them, stranded people (滞留人员). */
  STRANDED(7, "people.stranded", "stranded people", "滞留人员", "people", STOCK),
  /** Of the stranded, foreigners. */
  STRANDED_FOREIGNERS(
      8, "people.stranded.foreign", "stranded foreigners", "其中外籍滞留人员", "people", STOCK),

  /** Households that a screening visit (排查) reached; one reached in two rounds counts twice. */
  HOUSEHOLDS_SCREENED(9, "households.screened", "households screened", "排查户数", "households", FLOW),
  /** People screened behind those doors. */
  PEOPLE_SCREENED(10, "people.screened", "people screened", "排查人数", "people", FLOW),
  /** Visits that found nobody home; somebody has to come again within six hours. */
  NOBODY_HOME(11, "visits.nobody.home", "visits with nobody home", "入户无人", "visits", FLOW),
  /** Households whose second visit is overdue now. */
  REVISITS_OVERDUE(12, "revisits.overdue", "revisits overdue", "逾期未复访户数", "households", STOCK),

  /** People whom the community looks after in particular now (重点照顾人群). */
  SPECIAL_CARE(13, "people.special.care", "people under special care", "重点照顾人员", "people", STOCK),
  /** People who came back (返乡人员) and were registered. */
  RETURNEES(14, "returnees", "returnees", "返乡人员", "people", FLOW),
  /** Of them, from areas of high or medium risk. */
  RETURNEES_FROM_RISK(
      15,
      "returnees.from.risk",
      "returnees from high- or medium-risk areas",
      "其中中高风险地区返乡",
      "people",
      FLOW),
  /** Reports of fever or dry cough by residents. */
  SYMPTOMS_REPORTED(16, "symptoms.reported", "symptoms reported", "症状报告", "reports", FLOW),

  /** Suspected cases (疑似) not yet confirmed or ruled out. */
  SUSPECTED_NOW(17, "cases.suspected.now", "suspected cases now", "现有疑似病例", "people", STOCK),
  /** Confirmed cases (确诊) neither recovered nor dead. */
  CONFIRMED_NOW(18, "cases.confirmed.now", "confirmed cases now", "现有确诊病例", "people", STOCK),
  /** Asymptomatic infections (无症状感染者) not yet over. */
  ASYMPTOMATIC_NOW(
      19, "cases.asymptomatic.now", "asymptomatic cases now", "现有无症状感染者", "people", STOCK),
  /** Cases confirmed, at report or later. */
  CONFIRMED_NEW(20, "cases.confirmed.new", "new confirmed cases", "新增确诊", "people", FLOW),
  /** Cases reported as suspected. */
  SUSPECTED_NEW(21, "cases.suspected.new", "new suspected cases", "新增疑似", "people", FLOW),
  /** Suspected cases that were none (排除). */
  RULED_OUT(22, "cases.ruled.out", "cases ruled out", "排除病例", "people", FLOW),
  /** Cases that are well again (治愈). */
  RECOVERED(23, "cases.recovered", "recovered", "治愈", "people", FLOW),
  /** Cases that died. */
  DIED(24, "cases.died", "died", "死亡", "people", FLOW),

  /** Close contacts (密切接触者) traced. */
  CLOSE_CONTACTS(25, "contacts.close.traced", "close contacts traced", "追踪密切接触者", "people", FLOW),
  /** Secondary and general contacts (次密接、一般接触者) traced. */
  OTHER_CONTACTS(
      26,
      "contacts.other.traced",
      "secondary and general contacts traced",
      "追踪次密接及一般接触者",
      "people",
      FLOW),
  /** Contacts of every class neither cleared nor infected yet. */
  CONTACTS_UNDER_WATCH(
      27, "contacts.under.watch", "contacts under watch", "在管接触者", "people", STOCK),
  /** Contacts whose time is over (解除). */
  CONTACTS_CLEARED(28, "contacts.cleared", "contacts cleared", "解除接触者", "people", FLOW),

  /** Households that a cadre answers for (干部包户). */
  HOUSEHOLDS_WITH_CADRE(
      29, "households.with.cadre", "households with a cadre", "包保户数", "households", STOCK),
  /** Households that were asked how they are that day (每日联系); each counts once a day. */
  HOUSEHOLDS_CONTACTED(
      30, "households.contacted", "households contacted", "当日联系户数", "households", FLOW),
  /** Grids and sections (网格、片区) with a leader. */
  GRIDS(31, "grids", "grids", "网格数", "grids", STOCK),

  /** Community workers (社区工作者) on duty. */
  COMMUNITY_WORKERS(
      32, "workers.community", "community workers on duty", "在岗社区工作者", "people", STOCK),
  /** Seconded cadres (下沉干部) on duty. */
  CADRES(33, "workers.cadres", "cadres on duty", "在岗下沉干部", "people", STOCK),
  /** Police on duty. */
  POLICE(34, "workers.police", "police on duty", "在岗民警", "people", STOCK),
  /** Volunteers (志愿者) on duty. */
  VOLUNTEERS(35, "workers.volunteers", "volunteers on duty", "在岗志愿者", "people", STOCK),
  /** Of all workers, party members (党员). */
  PARTY_MEMBERS(36, "workers.party.members", "party members on duty", "其中党员", "people", STOCK),
  /** Tasks of workers that were done. */
  TASKS_DONE(37, "tasks.done", "tasks done", "完成任务", "tasks", FLOW),
  /** Points (积分) that they earned; what was spent or corrected since does not count. */
  POINTS_EARNED(38, "points.earned", "points earned", "获得积分", "points", FLOW),

  /** Compounds and villages under closed management (封闭管理). */
  COMPOUNDS_CLOSED(39, "compounds.closed", "compounds closed", "封闭小区", "compounds", STOCK),
  /** Gates (卡口) with guards. */
  GATES_OPEN(40, "gates.open", "gates open", "值守卡口", "gates", STOCK),
  /** Points that are sealed (封堵点). */
  BLOCKED_POINTS(41, "points.blocked", "blocked points", "封堵点", "points", STOCK),
  /** Passages of people and vehicles, in and out. */
  PASSAGES(43, "passages", "passages", "通行登记", "passages", FLOW),
  /** Of them, vehicles. */
  VEHICLES(44, "passages.vehicles", "vehicle passages", "其中车辆", "passages", FLOW),
  /** Passages turned away. */
  PASSAGES_REFUSED(45, "passages.refused", "passages refused", "劝返", "passages", FLOW),
  /** Passages handed to isolation. */
  PASSAGES_REFERRED(46, "passages.referred", "passages referred", "移交处置", "passages", FLOW),
  /** Fevers (≥ 37.3 °C) met at gates. */
  GATE_FEVERS(47, "gates.fevers", "fevers at gates", "卡口发热", "people", FLOW),
  /** Passages of somebody who wore no mask. */
  PASSAGES_WITHOUT_MASK(
      48, "passages.without.mask", "passages without mask", "未戴口罩", "passages", FLOW),

  /** People whose health code (健康码) is red now. */
  CODES_RED(49, "codes.red.now", "red codes now", "现有红码", "people", STOCK),
  /** People whose health code is yellow now. */
  CODES_YELLOW(50, "codes.yellow.now", "yellow codes now", "现有黄码", "people", STOCK),
  /** Changes of a health code. */
  CODE_CHANGES(51, "codes.changed", "code changes", "转码", "changes", FLOW),

  /** People isolated at home (居家隔离) now. */
  HOME_ISOLATION(63, "isolation.home.now", "in home isolation", "居家隔离", "people", STOCK),
  /** People in central isolation (集中隔离) now. */
  CENTRAL_ISOLATION(64, "isolation.central.now", "in central isolation", "集中隔离", "people", STOCK),
  /** People under medical observation (医学观察) now. */
  MEDICAL_OBSERVATION(
      65, "isolation.observation.now", "under medical observation", "医学观察", "people", STOCK),
  /** People isolated in hospital now. */
  HOSPITAL_ISOLATION(66, "isolation.hospital.now", "isolated in hospital", "住院隔离", "people", STOCK),
  /** Isolations that began. */
  ISOLATION_STARTED(67, "isolation.started", "isolation started", "新增隔离", "people", FLOW),
  /** Isolations that ended, on whatever ground. */
  ISOLATION_RELEASED(68, "isolation.released", "released from isolation", "解除隔离", "people", FLOW),
  /** Health checks of isolated people made. */
  HEALTH_CHECKS(69, "checks.done", "health checks done", "健康监测", "checks", FLOW),
  /** Health checks that were due and not made. */
  HEALTH_CHECKS_MISSED(70, "checks.missed", "health checks missed", "漏测", "checks", FLOW),
  /** Isolated people who were not where the order says. */
  BREACHES(71, "isolation.breaches", "breaches of isolation", "违反隔离", "breaches", FLOW),
  /** Fevers (≥ 37.3 °C) found in health checks. */
  CHECK_FEVERS(72, "checks.fevers", "fevers found in checks", "监测发热", "people", FLOW),

  /** Needs of households (急需) registered. */
  NEEDS_REGISTERED(80, "needs.registered", "needs registered", "登记需求", "needs", FLOW),
  /** Needs met. */
  NEEDS_RESOLVED(81, "needs.resolved", "needs resolved", "办结需求", "needs", FLOW),
  /** Needs not met yet. */
  NEEDS_OPEN(82, "needs.open", "needs open", "未办结需求", "needs", STOCK),
  /** Needs that went up a level. */
  NEEDS_RAISED(83, "needs.raised", "needs raised a level", "上报需求", "needs", FLOW),
  /** Orders of goods. */
  ORDERS(84, "orders", "orders", "订单", "orders", FLOW),
  /** Orders that reached the door. */
  DELIVERIES(85, "deliveries", "deliveries", "送达", "deliveries", FLOW),
  /** Of them, contactless (无接触配送). */
  DELIVERIES_CONTACTLESS(
      86, "deliveries.contactless", "contactless deliveries", "其中无接触配送", "deliveries", FLOW),
  /** Deliveries that came back. */
  DELIVERIES_FAILED(87, "deliveries.failed", "failed deliveries", "配送失败", "deliveries", FLOW),
  /** Packages of the ten-yuan kind (十元十斤爱心菜) ordered. */
  PACKAGES_TEN_YUAN(
      88, "packages.ten.yuan", "ten-yuan packages ordered", "十元爱心菜", "packages", FLOW),
  /** Halal packages ordered. */
  PACKAGES_HALAL(89, "packages.halal", "halal packages ordered", "清真套餐", "packages", FLOW),

  /** Of the households screened, owners' (常住户). */
  OWNERS_SCREENED(
      103, "households.screened.owner", "owner households screened", "排查常住户", "households", FLOW),
  /** Of the households screened, tenants' (租户). */
  TENANT_HOUSEHOLDS_SCREENED(
      104, "households.screened.tenant", "tenant households screened", "排查租户", "households", FLOW),
  /** Of the people screened, those in owners' dwellings. */
  RESIDENTS_SCREENED(
      105, "people.screened.resident", "residents screened", "排查常住人口", "people", FLOW),
  /** Of the people screened, those in tenants' dwellings. */
  TENANTS_SCREENED(106, "people.screened.tenant", "tenants screened", "排查租住人口", "people", FLOW),
  /** Of the returnees, from Wuhan (武汉返乡). */
  RETURNEES_FROM_WUHAN(
      107, "returnees.from.wuhan", "returnees from Wuhan", "其中武汉返乡", "people", FLOW),
  /** Close contacts ordered into central isolation. */
  CLOSE_CONTACTS_CENTRAL(
      108,
      "contacts.close.central",
      "close contacts ordered into central isolation",
      "集中隔离密切接触者",
      "people",
      FLOW),
  /** Property staff (物业) on duty. */
  PROPERTY_STAFF(109, "workers.property", "property staff on duty", "在岗物业人员", "people", STOCK),
  /** Of the needs met, those met on the day they were registered (日清日结). */
  NEEDS_RESOLVED_SAME_DAY(
      110, "needs.resolved.same.day", "needs resolved the same day", "当日办结需求", "needs", FLOW),
  /** Controls on roads. */
  ROAD_CONTROLS(111, "controls.road", "road controls", "道路管控点", "points", STOCK),
  /** Isolations ordered that have not begun. */
  ISOLATION_AWAITED(
      112, "isolation.awaited", "isolation ordered, not begun", "待隔离", "people", STOCK),
  /** Cases reported as asymptomatic. */
  ASYMPTOMATIC_NEW(
      113, "cases.asymptomatic.new", "new asymptomatic cases", "新增无症状感染者", "people", FLOW),
  /** Screening visits that were refused at the door. */
  VISITS_REFUSED(114, "visits.refused", "visits refused", "拒绝排查", "visits", FLOW);

  /** How a metric adds up over days. */
  public enum Kind {
    /** Counted per day: a range is the sum of its days. */
    FLOW,
    /** A balance carried forward: a range is the balance at its end. */
    STOCK
  }

  private static final Map<Integer, Metric> BY_NUMBER =
      Arrays.stream(values()).collect(toUnmodifiableMap(Metric::number, identity()));

  private static final Map<String, Metric> BY_ID =
      Arrays.stream(values()).collect(toUnmodifiableMap(Metric::id, identity()));

  private final int number;
  private final String id;
  private final String english;
  private final String chinese;
  private final String unit;
  private final Kind kind;

  Metric(int number, String id, String english, String chinese, String unit, Kind kind) {
    this.number = number;
    this.id = id;
    this.english = english;
    this.chinese = chinese;
    this.unit = unit;
    this.kind = kind;
  }

  /** The metric of a stored number; empty for one that a later version added. */
  public static Optional<Metric> numbered(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** The metric of an id from outside. */
  public static Optional<Metric> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** What the ledger knows it by. */
  public int number() {
    return number;
  }

  /** What readers know it by. */
  public String id() {
    return id;
  }

  /** Its English name. */
  public String english() {
    return english;
  }

  /** Its Chinese name. */
  public String chinese() {
    return chinese;
  }

  /** What one of it is. */
  public String unit() {
    return unit;
  }

  /** How it adds up. */
  public Kind kind() {
    return kind;
  }

  /** One more. */
  Movement up() {
    return by(1);
  }

  /** One less. */
  Movement down() {
    return by(-1);
  }

  /** So many more. */
  Movement by(long amount) {
    return new Movement(this, amount);
  }
}
