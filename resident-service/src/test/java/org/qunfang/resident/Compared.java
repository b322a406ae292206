package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.qunfang.testing.parts.PostgresPart;

/** Waits for what commands leave to be done in a moment. */
final class Compared {

  private Compared() {}

  /** Until whoever came or was corrected has been compared with their namesakes. */
  static void all(PostgresPart.Database database) {
    await()
        .untilAsserted(
            () -> {
              try (var connection = database.connect();
                  var rest =
                      connection.createStatement().executeQuery("select from to_compare limit 1")) {
                assertThat(rest.next()).isFalse();
              }
            });
  }
}
