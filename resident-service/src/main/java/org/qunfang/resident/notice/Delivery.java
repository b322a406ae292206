package org.qunfang.resident.notice;

/** How a notice comes to one household. */
public sealed interface Delivery {

  /** The household does not have it. */
  record Awaited() implements Delivery {}

  /** It has it; {@code acknowledged} when it has said so. */
  record Delivered(boolean acknowledged) implements Delivery {}
}
