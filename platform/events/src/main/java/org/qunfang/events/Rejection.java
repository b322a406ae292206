package org.qunfang.events;

/**
 * Why a command was refused. Implemented by an enum beside each decider; the constant's name is the
 * stable {@code code} of the problem details that the caller gets.
 */
public interface Rejection {

  /** What kind of refusal it is; it decides the status of the answer. */
  enum Kind {
    /** The thing is not there (404). */
    NOT_FOUND,
    /** The thing is not in a state that allows it (409). */
    CONFLICT,
    /** The command itself makes no sense (422). */
    INVALID
  }

  /** The stable code. */
  String name();

  /** The kind of refusal. */
  Kind kind();

  /** One sentence for the person who asked, without any value from the request. */
  String detail();
}
