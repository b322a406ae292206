package org.qunfang.local;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.qunfang.local.bench.BenchCommand;
import org.qunfang.local.demo.DemoCommand;
import org.qunfang.testing.parts.PartFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./qunfang} runs once everything is built. */
@Command(
    name = "qunfang",
    subcommands = {Up.class, Down.class, DemoCommand.class, BenchCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // Libraries have little to say to a person; what they have is in the logs of the parts.
    Logger.getLogger("").setLevel(Level.WARNING);
    var line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof Refused || failure instanceof PartFailed) {
            command.getErr().println("qunfang: " + failure.getMessage());
          } else {
            failure.printStackTrace(command.getErr());
          }
          return 1;
        });
    System.exit(line.execute(args));
  }
}
