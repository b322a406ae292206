package org.qunfang.events;

/**
 * Something that happened in the field and was accepted. It carries what a stateless roll-up needs
 * (the state that was left, the kind that was released), so that counting never has to look
 * anything up, and never personal data: people are named by the id that the resident service gave
 * them.
 */
public sealed interface DomainEvent
    permits ResidentEvent, CheckpointEvent, IsolationEvent, SupplyEvent {

  /**
   * Whether it happened in one community, as almost everything does; false for what is about a
   * division of any level as a whole, and moves no count.
   */
  default boolean happensInCommunity() {
    return true;
  }
}
