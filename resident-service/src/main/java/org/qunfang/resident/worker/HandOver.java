package org.qunfang.resident.worker;

import java.util.UUID;

/** Who takes what a worker answers for who stands down. */
public sealed interface HandOver {

  /** Nobody said; then there has to be nothing. */
  record Unsaid() implements HandOver {}

  /** One other worker. */
  record ToSuccessor(UUID successor) implements HandOver {}

  /** All others of the community who can, as evenly as can be. */
  record ToAll() implements HandOver {}

  /** Nobody for now; all of it is on the lists of what is without somebody. */
  record LeftOpen() implements HandOver {}
}
