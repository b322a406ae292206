package org.qunfang.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.qunfang.testing.parts.Part;
import org.qunfang.testing.parts.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts everything and stays until Ctrl-C, or until somebody says {@code down} in another
 * terminal.
 */
@Command(name = "up", description = "start everything; Ctrl-C stops it")
public final class Up implements Callable<Integer> {

  @Mixin private final StackOptions options = new StackOptions();

  @Override
  public Integer call() {
    var progress = new Progress(System.out);
    var stack = Stack.start(Project.root(), options, progress);
    new Welcome(stack).print(progress);
    CompletableFuture.allOf(
            stack.parts().stream()
                .map(part -> part.process().onExit().thenRun(() -> mourn(part, stack, progress)))
                .toArray(CompletableFuture[]::new))
        .join();
    return stack.isGoingDown() ? 0 : 1;
  }

  /** A part that ends although nobody asked for it: the others go on, as they would in a city. */
  private static void mourn(Part part, Stack stack, Progress progress) {
    if (!stack.isGoingDown()) {
      progress.line(
          "\n!! "
              + part.name()
              + " has ended by itself. The end of its log ("
              + part.process().log()
              + "):\n"
              + part.process().logTail(20)
              + "\n./qunfang down, then up, starts it again with all the data.");
    }
  }
}
