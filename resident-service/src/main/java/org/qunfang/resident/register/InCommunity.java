package org.qunfang.resident.register;

/** Something on a register: it counts in one community, and only those who answer for it see it. */
public interface InCommunity extends Listed {

  /** The version of its stream that it shows: what it has come to in so many events. */
  long version();
}
