package org.qunfang.resident.worker;

import java.util.UUID;

/** A post (岗位) that has to be staffed. */
public sealed interface Post {

  /** There is none yet. */
  record Unknown() implements Post {}

  /** Somebody has to be there. */
  record Staffed(UUID id) implements Post {}

  /** Nobody has to be there any more. */
  record Closed() implements Post {}
}
