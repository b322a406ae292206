package org.qunfang.local;

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
    row(progress, "part", "address", "data, log");
    for (var each : Service.values()) {
      row(
          progress,
          each.module(),
          stack.url(each).toString(),
          stack.managementUrl(each) + "/q/health, /q/metrics");
    }
    row(progress, "Keycloak", "http://127.0.0.1:" + stack.ports().keycloak(), "admin / admin");
    row(progress, "Kafka", stack.kafka().bootstrapServers(), "qunfang.resident …");
    row(
        progress,
        "PostgreSQL",
        "127.0.0.1:" + stack.ports().postgres(),
        "database = user = password: resident …");
    progress.line("");
    progress.line("Ctrl-C, or ./qunfang down in another terminal, stops everything.");
  }

  private static void row(Progress progress, String... cells) {
    progress.line(String.format("%-20s %-26s %s", (Object[]) cells));
  }
}
