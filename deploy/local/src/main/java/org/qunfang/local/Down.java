package org.qunfang.local;

import java.util.List;
import java.util.concurrent.Callable;
import org.qunfang.testing.parts.Project;
import picocli.CommandLine.Command;

/** Stops what {@code up} or {@code demo --keep} left running, and nothing else. */
@Command(name = "down", description = "stop everything that up or demo --keep started; data stay")
public final class Down implements Callable<Integer> {

  @Override
  public Integer call() {
    var progress = new Progress(System.out);
    var home = Project.root().resolve(StackOptions.HOME);
    var stopped = false;
    for (var dir : List.of(home, home.resolve("demo"), home.resolve("bench"))) {
      var stack = Stack.leftRunning(Project.root(), dir);
      var running = stack.pids();
      if (!running.isEmpty()) {
        progress.line("Stopping " + String.join(", ", running.keySet()) + " …");
        stack.close();
        stopped = true;
      }
    }
    progress.line(stopped ? "Everything is stopped; the data stay in .qunfang." : "Nothing runs.");
    return 0;
  }
}
