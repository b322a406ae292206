package org.qunfang.local;

import java.util.Locale;
import org.qunfang.testing.parts.KeycloakPart;

/**
 * What a person who has just started the system wants to know: where everything is, and how to try
 * it.
 */
final class Welcome {

  private final Stack stack;

  Welcome(Stack stack) {
    this.stack = stack;
  }

  void print(Progress progress) {
    progress.line("");
    row(progress, "part", "address", "health and metrics, or who may look in");
    for (var each : Service.values()) {
      row(
          progress,
          each.module(),
          stack.url(each).toString(),
          stack.managementUrl(each) + "/q/health, /q/metrics");
    }
    row(
        progress,
        "Keycloak",
        "http://127.0.0.1:" + stack.ports().keycloak(),
        KeycloakPart.ADMINISTRATOR + " / " + KeycloakPart.ADMINISTRATOR);
    row(progress, "Kafka", stack.kafka().bootstrapServers(), "topics qunfang.resident …");
    row(
        progress,
        "PostgreSQL",
        "127.0.0.1:" + stack.ports().postgres(),
        "database = user = password: resident …");
    progress.line("");
    row(progress, "account = password", "role", "limited to");
    for (var each : Account.all()) {
      row(progress, each.name(), each.role(), each.division());
    }
    progress.line("\nTo try it, paste into a shell:\n");
    progress.line(Account.functions(stack));
    for (var each : Account.all()) {
      progress.line("# " + each.role() + "\n" + each.curl(stack));
    }
    progress.line("\nCtrl-C, or ./qunfang down in another terminal, stops everything.");
  }

  private static void row(Progress progress, String... cells) {
    progress.line(String.format(Locale.ROOT, "%-20s %-26s %s", (Object[]) cells));
  }
}
