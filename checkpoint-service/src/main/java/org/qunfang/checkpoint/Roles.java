package org.qunfang.checkpoint;

/** The realm's roles, as this service's endpoints name them. */
public final class Roles {

  public static final String COMMUNITY_WORKER = "community-worker";
  public static final String GATE_GUARD = "gate-guard";
  public static final String STREET = "street-officer";
  public static final String DISTRICT = "district-officer";
  public static final String CITY = "city-officer";
  public static final String INTEGRATOR = "integrator";
  public static final String AUDITOR = "auditor";

  private Roles() {}
}
