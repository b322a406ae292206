package org.qunfang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.parts.Ports;

class PortPlanTest {

  @Test
  void aTakenPortIsNamedWithItsPartAndTheWayOut() throws Exception {
    var plan = freePlan();
    try (var taker =
        new ServerSocket(plan.http(Service.ISOLATION), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(plan::requireFree)
          .isInstanceOf(Refused.class)
          .hasMessageContaining(taker.getLocalPort() + " (isolation-service)")
          .hasMessageContaining("--port-base");
    }
    plan.requireFree();
  }

  @Test
  void oneOptionMovesAllPorts() {
    var usual = new PortPlan(8100).all();
    var moved = new HashMap<Integer, String>();
    new PortPlan(9100).all().forEach((port, part) -> moved.put(port - 1000, part));

    assertThat(moved).isEqualTo(usual).hasSize(15);
    assertThat(usual)
        .containsEntry(8101, "resident-service")
        .containsEntry(9105, "reporting-service health and metrics")
        .containsEntry(8132, "PostgreSQL")
        .containsEntry(8180, "Keycloak")
        .containsEntry(8192, "Kafka");
  }

  @Test
  void aBaseWithoutRoomAboveItIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPlan(65_000));
  }

  /** A plan that lies, all of it, below the ports of outgoing connections. */
  static PortPlan freePlan() {
    while (true) {
      var plan = new PortPlan(Ports.unused(1));
      if (plan.all().keySet().stream().allMatch(port -> port < 32_000 && Ports.free(port))) {
        return plan;
      }
    }
  }
}
