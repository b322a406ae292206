package org.qunfang.checkpoint.compound;

/** A compound or village: open, or under closed management. */
sealed interface Compound {

  /** Everybody comes and goes; also what a compound is before anybody spoke of it. */
  record Open() implements Compound {}

  /** One entrance kept, the rest sealed. */
  record Closed() implements Compound {}
}
