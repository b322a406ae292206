package org.qunfang.local;

import java.util.concurrent.Callable;
import org.qunfang.testing.parts.Project;
import picocli.CommandLine.Command;

/** Stops what {@code up} or {@code demo --keep} left running, and nothing else. */
@Command(name = "down", description = "stop everything that up or demo --keep started; data stay")
public final class Down implements Callable<Integer> {

  @Override
  public Integer call() {
    var progress = new Progress(System.out);
    var stack = Stack.leftRunning(Project.root());
    var running = stack.pids();
    if (running.isEmpty()) {
      progress.line("Nothing runs.");
      return 0;
    }
    progress.line("Stopping " + String.join(", ", running.keySet()) + " …");
    stack.close();
    progress.line("Everything is stopped; the data stay in .qunfang.");
    return 0;
  }
}
