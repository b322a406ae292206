package org.qunfang.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The CloudEvents {@code type} of an event record. Written out instead of derived, because the name
 * is for ever once stored while a class may be renamed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** {@code org.qunfang.<service>.<EventName>.v<n>}. */
  String value();
}
