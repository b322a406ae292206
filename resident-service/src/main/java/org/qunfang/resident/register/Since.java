package org.qunfang.resident.register;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the columns by which an entry's table is listed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Since {

  /** The column of {@link Listed#since()}. */
  String value();

  /** The column of {@link Listed#community()}. */
  String place() default "community";
}
