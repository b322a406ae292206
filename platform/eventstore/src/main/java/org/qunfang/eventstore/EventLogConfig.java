package org.qunfang.eventstore;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** How a service keeps and publishes its log. */
@ConfigMapping(prefix = "qunfang")
public interface EventLogConfig {

  /**
   * The service's name: its topic is {@code qunfang.<service>}, its source {@code
   * /qunfang/<service>}.
   */
  String service();

  /** The zone whose midnight ends a day (日清日结). */
  @WithDefault("Asia/Shanghai")
  ZoneId zone();

  /** Facts. */
  Facts facts();

  /** Commands. */
  Commands commands();

  /** Publishing. */
  Relay relay();

  /** Automations that run by the clock. */
  Automation automation();

  /** The topic that this service publishes to. */
  default String topic() {
    return "qunfang." + service();
  }

  /** The CloudEvents source of this service's events. */
  default String source() {
    return "/qunfang/" + service();
  }

  /** Hot facts and how they are committed together. */
  interface Facts {

    /** How long facts are kept; an older one is refused, a whole day is dropped at once. */
    @WithDefault("P14D")
    Duration retention();

    /** The most facts that one transaction takes. */
    @WithDefault("1000")
    int batch();

    /** Transactions in flight at once; while these commit, the next batch gathers. */
    @WithDefault("2")
    int inFlight();

    /** Facts that may wait; more are refused with 503 before they queue without bound. */
    @WithDefault("20000")
    int waiting();
  }

  /** Commands and their answers. */
  interface Commands {

    /** How long a repeated command is recognised. */
    @WithDefault("P90D")
    Duration retention();
  }

  /** Publishing the log to Kafka. */
  interface Relay {

    /** Off in tests that have no Kafka. */
    @WithDefault("true")
    boolean enabled();

    /** Events read and published at once. */
    @WithDefault("2000")
    int batch();

    /** How long to sleep when nobody wakes the relay; also the wait after a failure. */
    @WithDefault("PT1S")
    Duration idle();

    /** How long Kafka may take to acknowledge before publishing is taken up anew. */
    @WithDefault("PT20S")
    Duration deliveryTimeout();
  }

  /** Automations that run by the clock. */
  interface Automation {

    /** How often what is due is looked for, or {@code off}. */
    @WithDefault("60s")
    String every();
  }
}
