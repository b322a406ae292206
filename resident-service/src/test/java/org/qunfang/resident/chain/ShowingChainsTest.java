package org.qunfang.resident.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.resident.chain.Chain.Edge;
import org.qunfang.resident.chain.Chain.Kind;
import org.qunfang.resident.chain.Chain.Link;
import org.qunfang.resident.chain.Chain.Node;

class ShowingChainsTest {

  private static final Division YAOWAN = new Division("422801001008");
  private static final Division GUANPO = new Division("422801001001");
  private static final LocalDate DAY = LocalDate.of(2020, 2, 1);
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);
  private static final UUID THIRD = new UUID(1, 3);
  private static final UUID FOURTH = new UUID(1, 4);

  private static UUID who(UUID caseId) {
    return new UUID(2, caseId.getLeastSignificantBits());
  }

  private static Link link(int generation, UUID from, Division of, UUID to, Division in) {
    return new Link(
        generation,
        from,
        who(from),
        of,
        who(to),
        in,
        new UUID(3, to.getLeastSignificantBits()),
        ContactClass.CLOSE,
        ContactSetting.MEAL,
        DAY,
        to,
        false);
  }

  private static Chain shown(List<Link> links, Division... own) {
    return Chain.of(FIRST, who(FIRST), YAOWAN, links, 10_000, List.of(own)::contains);
  }

  @Test
  void somebodyIsInAChainOnceAndWhereTheyAreNearest() {
    Chain chain =
        shown(
            List.of(
                link(1, FIRST, YAOWAN, SECOND, YAOWAN),
                link(1, FIRST, YAOWAN, THIRD, YAOWAN),
                link(2, SECOND, YAOWAN, THIRD, YAOWAN),
                link(3, THIRD, YAOWAN, FIRST, YAOWAN)),
            YAOWAN);
    assertThat(chain.nodes()).extracting(Node::generation).containsExactly(0, 1, 1);
    assertThat(chain.edges()).hasSize(4);
  }

  @Test
  void thoseBeforeTheRootHaveNegativeGenerations() {
    Chain chain =
        shown(
            List.of(
                link(-2, THIRD, YAOWAN, SECOND, YAOWAN), link(-1, SECOND, YAOWAN, FIRST, YAOWAN)),
            YAOWAN);
    assertThat(chain.nodes())
        .extracting(Node::id, Node::generation)
        .contains(
            org.assertj.core.groups.Tuple.tuple(SECOND.toString(), -1),
            org.assertj.core.groups.Tuple.tuple(THIRD.toString(), -2));
  }

  @Test
  void whatIsNearestIsShownInBothDirectionsWhenTheWholeIsTooMuch() {
    List<Link> links =
        List.of(
            link(-1, SECOND, YAOWAN, FIRST, YAOWAN),
            link(-2, FOURTH, YAOWAN, SECOND, YAOWAN),
            link(1, FIRST, YAOWAN, THIRD, YAOWAN));
    Chain chain = Chain.of(FIRST, who(FIRST), YAOWAN, links, 2, division -> true);
    assertThat(chain.edges())
        .extracting(Edge::to)
        .containsExactly(FIRST.toString(), THIRD.toString());
    assertThat(chain.complete()).isFalse();
  }

  @Test
  void whatACircleLeadsToFromBothSidesIsShownOnceAndNothingIsMissing() {
    List<Link> circle =
        List.of(
            link(-1, SECOND, YAOWAN, FIRST, YAOWAN),
            link(-2, FIRST, YAOWAN, SECOND, YAOWAN),
            link(1, FIRST, YAOWAN, SECOND, YAOWAN),
            link(2, SECOND, YAOWAN, FIRST, YAOWAN));
    Chain chain = Chain.of(FIRST, who(FIRST), YAOWAN, circle, 2, division -> true);
    assertThat(chain.edges()).hasSize(2);
    assertThat(chain.complete()).isTrue();
  }

  @Test
  void whatIsKnownOfPeopleElsewhereIsNothing() {
    Chain chain =
        shown(
            List.of(link(1, FIRST, YAOWAN, SECOND, GUANPO), link(2, SECOND, GUANPO, THIRD, YAOWAN)),
            YAOWAN);
    assertThat(chain.nodes())
        .contains(new Node("elsewhere-1", Kind.ELSEWHERE, 1, null, null))
        .noneMatch(node -> GUANPO.code().equals(node.community()));
    assertThat(chain.edges())
        .contains(
            new Edge(FIRST.toString(), "elsewhere-1", false, null, null, null, null),
            new Edge(
                "elsewhere-1",
                THIRD.toString(),
                false,
                new UUID(3, 3),
                ContactClass.CLOSE,
                ContactSetting.MEAL,
                DAY));
    assertThat(GraphMl.of(chain))
        .contains("<node id=\"elsewhere-1\">")
        .doesNotContain(SECOND.toString(), who(SECOND).toString(), GUANPO.code());
  }
}
