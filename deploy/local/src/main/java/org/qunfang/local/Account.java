package org.qunfang.local;

import java.util.List;

/**
 * A person or machine of the demo, and one request that such a one would make.
 *
 * @param name the user name, which is the password too
 * @param machine whether it is a system with client credentials rather than a person
 * @param role the role in the realm
 * @param division the code to whose subtree the role is limited, or nothing for the operator
 * @param request the arguments of {@code curl} besides token and address
 */
record Account(
    String name,
    boolean machine,
    String role,
    String division,
    Service service,
    String path,
    String request) {

  private static final String YAOWAN = "422801001008";
  private static final String HOUSEHOLD =
      "{\"community\": \"422801001008\", \"tenure\": \"OWNER\"}";
  private static final String NEWCOMER = "[{\"residency\": \"RESIDENT\", \"name\": \"向某\"}]";

  static List<Account> all() {
    return List.of(
        person("cadre-yaowan", "community-worker", YAOWAN)
            .sends(Service.RESIDENT, "/households", json(HOUSEHOLD)),
        person("guard-yaowan", "gate-guard", YAOWAN)
            .reads(Service.CHECKPOINT, "/checkpoints?division=422801001008"),
        person("street-wuyangba", "street-officer", "422801001000")
            .reads(Service.ISOLATION, "/isolation-orders?division=422801001000"),
        person("district-enshi", "district-officer", "422801000000")
            .reads(Service.SUPPLY, "/orders?division=422801000000"),
        person("city-enshi", "city-officer", "422800000000")
            .sends(
                Service.REPORTING,
                "/reports/422800000000?from=2020-02-01&to=2020-03-10",
                "-H 'Accept: text/csv'"),
        person("reader-enshi", "personal-data-reader", "422800000000")
            .reads(Service.RESIDENT, "/residents/$(newcomer)/personal-file"),
        person("auditor-enshi", "auditor", "422800000000")
            .reads(Service.RESIDENT, "/personal-file-accesses"),
        person("operator", "operator", "")
            .sends(
                Service.ISOLATION,
                "/admin/sweeps/releases-due",
                json("{\"asOf\": \"2020-03-10T00:00:00+08:00\"}")),
        machine("integrator-hospital", "integrator", "422800000000")
            .sends(
                Service.SUPPLY,
                "/events",
                "-H 'Content-Type: application/cloudevents+json' -d '"
                    + "{\"specversion\": \"1.0\", \"id\": \"call-1\", \"source\": \"/enshi/hotline\","
                    + " \"type\": \"org.qunfang.supply.NeedRegistered.v1\","
                    + " \"time\": \"2020-02-07T09:00:00+08:00\", \"division\": \"422801001008\","
                    + " \"data\": {\"need\": \"5f0c6f5e-8f6f-4f0e-9d0b-6a5d5c2f0001\","
                    + " \"household\": \"5f0c6f5e-8f6f-4f0e-9d0b-6a5d5c2f0002\","
                    + " \"category\": \"MEDICINE\", \"urgency\": \"TODAY\"}}'"));
  }

  /** The command line, for a shell in which {@link #functions} are defined. */
  String curl(Stack stack) {
    return "curl -s -H \"Authorization: Bearer $("
        + (machine ? "machine " : "person ")
        + name
        + ")\" \""
        + stack.url(service)
        + path
        + "\""
        + (request.isEmpty() ? "" : " " + request);
  }

  /**
   * Shell functions: two that print a token, and one that registers somebody and prints the id, so
   * that there is somebody whose file can be read.
   */
  static String functions(Stack stack) {
    return """
        token() { curl -s %1$s/protocol/openid-connect/token "$@" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'; }
        person() { token -d grant_type=password -d client_id=qunfang-cli -d "username=$1" -d "password=$1"; }
        machine() { token -d grant_type=client_credentials -d "client_id=$1" -d "client_secret=$1"; }
        registered() { curl -s -H "Authorization: Bearer $(person cadre-yaowan)" -H 'Content-Type: application/json' "$@" | sed 's/.*"ids*":\\[*"\\([^"]*\\)".*/\\1/'; }
        newcomer() { registered "%2$s/households/$(registered %2$s/households -d '%3$s')/residents" -d '%4$s'; }
        """
        .formatted(stack.issuer(), stack.url(Service.RESIDENT), HOUSEHOLD, NEWCOMER);
  }

  private static String json(String body) {
    return "-H 'Content-Type: application/json' -d '" + body + "'";
  }

  private static Account person(String name, String role, String division) {
    return new Account(name, false, role, division, Service.REPORTING, "", "");
  }

  private static Account machine(String name, String role, String division) {
    return new Account(name, true, role, division, Service.REPORTING, "", "");
  }

  private Account reads(Service at, String what) {
    return sends(at, what, "");
  }

  private Account sends(Service at, String to, String arguments) {
    return new Account(name, machine, role, division, at, to, arguments);
  }
}
