package org.qunfang.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * An administrative division (行政区划) by its official 12-digit code, {@code PPCCDDSSSVVV}: province,
 * city, district, street, community; an upper level is padded with zeros.
 *
 * <p>Dongguan (4419), Zhongshan (4420) and Danzhou (4604) have no districts: their streets hang
 * directly below the city, whose code then stands for two levels, and {@link #lineage()} names it
 * once.
 *
 * <p>Source of the codes: National Bureau of Statistics, 统计用区划代码.
 */
public record Division(@JsonValue String code) {

  /**
   * Shards that every log is published in; a community's events are in order because they share
   * one.
   */
  public static final int SHARDS = 64;

  /** The whole country: the division of a national office. */
  public static final Division COUNTRY = new Division("000000000000");

  private static final int LENGTH = 12;

  /** Levels from the top down; {@code digits} is how much of the code names the level. */
  public enum Level {
    COUNTRY(0),
    PROVINCE(2),
    CITY(4),
    DISTRICT(6),
    STREET(9),
    COMMUNITY(12);

    private final int digits;

    Level(int digits) {
      this.digits = digits;
    }

    /** Leading digits of a code that name a division of this level. */
    public int digits() {
      return digits;
    }
  }

  /**
   * @throws IllegalArgumentException if the code is not 12 digits
   */
  @JsonCreator
  public Division {
    if (!wellFormed(code)) {
      throw new IllegalArgumentException("a division code has 12 digits");
    }
  }

  /** The division of a code from outside, or empty when it is not 12 digits. */
  public static Optional<Division> parse(String code) {
    return wellFormed(code) ? Optional.of(new Division(code)) : Optional.empty();
  }

  private static boolean wellFormed(String code) {
    if (code.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char digit = code.charAt(i);
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return true;
  }

  /** The lowest level that the code names. */
  public Level level() {
    if (!code.startsWith("000", 9)) {
      return Level.COMMUNITY;
    }
    if (!code.startsWith("000", 6)) {
      return Level.STREET;
    }
    if (!code.startsWith("00", 4)) {
      return Level.DISTRICT;
    }
    if (!code.startsWith("00", 2)) {
      return Level.CITY;
    }
    return code.startsWith("00") ? Level.COUNTRY : Level.PROVINCE;
  }

  /** True for a community or village (社区、村), the level at which everything is counted first. */
  public boolean isCommunity() {
    return level() == Level.COMMUNITY;
  }

  /**
   * The leading digits that all divisions of this subtree share: {@code 422801} for a district,
   * empty for the country.
   */
  public String prefix() {
    return code.substring(0, level().digits());
  }

  /** The last code that may lie in this division; the first is its own. */
  public String last() {
    String prefix = prefix();
    return prefix + "9".repeat(LENGTH - prefix.length());
  }

  /** True when the other division is this one or lies below it. */
  public boolean contains(Division other) {
    return other.code.startsWith(prefix());
  }

  /** The division above, skipping a level the code does not have; empty for the country. */
  public Optional<Division> parent() {
    Level[] levels = Level.values();
    for (int i = level().ordinal() - 1; i >= 0; i--) {
      Division above = at(levels[i]);
      if (!above.equals(this)) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  /**
   * The division of the given level that this one lies in, written with that level's digits and
   * zeros.
   */
  public Division at(Level level) {
    return new Division(code.substring(0, level.digits()) + "0".repeat(LENGTH - level.digits()));
  }

  /**
   * This division and all above it up to its city, lowest first, each once: the rows that one fact
   * moves. Four of them for most communities (四级), three where a city has no districts.
   */
  public List<Division> lineage() {
    List<Division> lineage = new ArrayList<>(4);
    Optional<Division> next = Optional.of(this);
    while (next.isPresent() && next.get().level().compareTo(Level.CITY) >= 0) {
      lineage.add(next.get());
      next = next.get().parent();
    }
    return lineage;
  }

  /**
   * The shard that this community's events are published in. It is Kafka's own hash of the key, so
   * that for every number of partitions that divides {@link #SHARDS} the partition Kafka chooses is
   * {@code shard % partitions}.
   */
  public int shard() {
    return Utils.toPositive(Utils.murmur2(code.getBytes(StandardCharsets.UTF_8))) % SHARDS;
  }

  @Override
  public String toString() {
    return code;
  }
}
