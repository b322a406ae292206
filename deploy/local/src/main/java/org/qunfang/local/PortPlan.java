package org.qunfang.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.qunfang.testing.parts.Ports;

/**
 * Which part listens where: everything is a fixed distance from one base.
 *
 * @param base 8100 unless chosen otherwise
 */
public record PortPlan(int base) {

  /** The option that moves all of them. */
  static final String OPTION = "--port-base";

  public PortPlan {
    if (base < 1024 || base > 64_000) {
      throw new IllegalArgumentException(OPTION + " must lie between 1024 and 64000");
    }
  }

  public int postgres() {
    return base + 32;
  }

  public int keycloak() {
    return base + 80;
  }

  int keycloakManagement() {
    return base + 81;
  }

  public int kafka() {
    return base + 92;
  }

  int kafkaController() {
    return base + 93;
  }

  public int http(Service service) {
    return base + service.number();
  }

  public int management(Service service) {
    return base + 1000 + service.number();
  }

  /** Fails with the names of all parts whose ports are taken, before anything starts. */
  void requireFree() {
    var taken =
        all().entrySet().stream()
            .filter(each -> !Ports.free(each.getKey()))
            .map(each -> each.getKey() + " (" + each.getValue() + ")")
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new Refused(
          "taken by another program: port "
              + taken
              + ".\nFree it, or move all ports together, for example: "
              + OPTION
              + " "
              + (base + 2000));
    }
  }

  Map<Integer, String> all() {
    var all = new LinkedHashMap<Integer, String>();
    all.put(postgres(), "PostgreSQL");
    all.put(kafka(), "Kafka");
    all.put(kafkaController(), "Kafka controller");
    all.put(keycloak(), "Keycloak");
    all.put(keycloakManagement(), "Keycloak health");
    for (var each : Service.values()) {
      all.put(http(each), each.module());
      all.put(management(each), each.module() + " health and metrics");
    }
    return all;
  }
}
