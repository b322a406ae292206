package org.qunfang.resident.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;

/**
 * A chain of infection around a case, as somebody may see it: people of other divisions are no more
 * than elsewhere.
 *
 * @param complete false when it goes on beyond what one answer shows
 */
public record Chain(UUID root, List<Node> nodes, List<Edge> edges, boolean complete) {

  /** What somebody in a chain is. */
  public enum Kind {
    CASE,
    CONTACT,
    ELSEWHERE
  }

  /**
   * Somebody in the chain.
   *
   * @param id of the case, or of the contact who is no case; a mere number for those elsewhere
   * @param generation how many infections away from the root; negative for those before it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(
      String id, Kind kind, int generation, @Nullable UUID resident, @Nullable String community) {}

  /**
   * Who may have infected whom.
   *
   * @param found true when this was found to be the source, and not only possible
   * @param contact by which it is known, and of what kind it was; absent when the contact is
   *     elsewhere or nobody traced it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Edge(
      String from,
      String to,
      boolean found,
      @Nullable UUID contact,
      @Nullable ContactClass contactClass,
      @Nullable ContactSetting setting,
      @Nullable LocalDate lastExposure) {}

  /**
   * A row of the graph, with the generation of whom it leads to, or before the root of whom it
   * comes from.
   */
  record Link(
      int generation,
      UUID caseId,
      UUID caseResident,
      Division caseCommunity,
      UUID resident,
      Division community,
      @Nullable UUID contact,
      @Nullable ContactClass contactClass,
      @Nullable ContactSetting setting,
      @Nullable LocalDate lastExposure,
      @Nullable UUID became,
      boolean found) {

    UUID to() {
      return Objects.requireNonNullElse(became, Objects.requireNonNullElse(contact, resident));
    }
  }

  /**
   * What the links show to somebody who may look at those communities: each once, though a circle
   * leads to it from both sides, and what is nearest to the root first.
   *
   * @param most of them; what is beyond is cut off
   */
  static Chain of(
      UUID root,
      UUID rootResident,
      Division rootCommunity,
      List<Link> links,
      int most,
      Predicate<Division> mayLook) {
    Map<List<UUID>, Link> all = new LinkedHashMap<>();
    links.stream()
        .sorted(Comparator.comparingInt(link -> Math.abs(link.generation())))
        .forEach(link -> all.putIfAbsent(List.of(link.caseId(), link.resident()), link));
    List<Link> shown = all.values().stream().limit(most).toList();
    var seen = new Seen(mayLook);
    seen.node(root, Kind.CASE, 0, rootResident, rootCommunity);
    for (Link link : shown) {
      boolean before = link.generation() < 0;
      int from = before ? link.generation() : link.generation() - 1;
      int to = before ? link.generation() + 1 : link.generation();
      seen.node(link.caseId(), Kind.CASE, from, link.caseResident(), link.caseCommunity());
      seen.node(
          link.to(),
          link.became() == null ? Kind.CONTACT : Kind.CASE,
          to,
          link.resident(),
          link.community());
    }
    List<Edge> edges = shown.stream().map(seen::edge).toList();
    return new Chain(root, List.copyOf(seen.nodes.values()), edges, shown.size() == all.size());
  }

  /** The nodes so far, each where it is nearest to the root. */
  private static final class Seen {

    private final Predicate<Division> mayLook;
    private final Map<UUID, Node> nodes = new LinkedHashMap<>();
    private final Map<UUID, Integer> elsewhere = new HashMap<>();

    Seen(Predicate<Division> mayLook) {
      this.mayLook = mayLook;
    }

    void node(UUID id, Kind kind, int generation, UUID resident, Division community) {
      Node known = nodes.get(id);
      if (known != null && Math.abs(known.generation()) <= Math.abs(generation)) {
        return;
      }
      nodes.put(
          id,
          mayLook.test(community)
              ? new Node(id.toString(), kind, generation, resident, community.code())
              : new Node(number(id), Kind.ELSEWHERE, generation, null, null));
    }

    private String number(UUID id) {
      return "elsewhere-" + elsewhere.computeIfAbsent(id, each -> elsewhere.size() + 1);
    }

    Edge edge(Link link) {
      String from = Objects.requireNonNull(nodes.get(link.caseId())).id();
      String to = Objects.requireNonNull(nodes.get(link.to())).id();
      return mayLook.test(link.community())
          ? new Edge(
              from,
              to,
              link.found(),
              link.contact(),
              link.contactClass(),
              link.setting(),
              link.lastExposure())
          : new Edge(from, to, link.found(), null, null, null, null);
    }
  }
}
