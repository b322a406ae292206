package org.qunfang.testing.parts;

/**
 * A running piece of the stack. Its ports and data outlive a stop, so that a test can take it away
 * and give it back, and a launcher can stop what another launcher started.
 */
public interface Part {

  /** The name as people read it. */
  String name();

  /** Starts it, or does nothing when it runs already. Returns when it answers. */
  void start();

  /** Stops it in an orderly way and returns when it is gone. Does nothing when it does not run. */
  void stop();

  /** The process, running or not. */
  PartProcess process();
}
