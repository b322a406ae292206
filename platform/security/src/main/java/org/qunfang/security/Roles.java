package org.qunfang.security;

/**
 * The realm's roles, as {@code @RolesAllowed} takes them. What each may do is said in {@code
 * deploy/keycloak}.
 */
public final class Roles {

  /** Registers, visits, checks and delivers in one community (社区工作者). */
  public static final String COMMUNITY_WORKER = "community-worker";

  /** Records passages at the gates of one community (卡口值守). */
  public static final String GATE_GUARD = "gate-guard";

  /** Reads and decides for a street or township (街道、乡镇). */
  public static final String STREET_OFFICER = "street-officer";

  /** Reads and decides for a district or county (区、县). */
  public static final String DISTRICT_OFFICER = "district-officer";

  /** Reads and decides for a city (市). */
  public static final String CITY_OFFICER = "city-officer";

  /** Another department's system: posts and reads events, never personal data. */
  public static final String INTEGRATOR = "integrator";

  /** May read personal files of the own division; every reading is recorded. */
  public static final String PERSONAL_DATA_READER = "personal-data-reader";

  /** Reads what was decided and administered, changes nothing. */
  public static final String AUDITOR = "auditor";

  /** Runs the system; has no division, and sees no division's data. */
  public static final String OPERATOR = "operator";

  private Roles() {}
}
