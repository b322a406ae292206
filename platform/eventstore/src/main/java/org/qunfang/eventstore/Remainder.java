package org.qunfang.eventstore;

/**
 * What commands leave for a later transaction, because in their own they would wait for each other
 * over it. It is done soon after they have committed; should that fail, the clock looks for it as
 * for anything else that is due. See {@link Remainders}.
 */
public interface Remainder extends Sweep {}
