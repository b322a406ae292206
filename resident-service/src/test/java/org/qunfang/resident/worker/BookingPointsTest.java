package org.qunfang.resident.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.PointsCorrected;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsEarned;
import org.qunfang.events.ResidentEvent.PointsEvent;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.events.ResidentEvent.PointsSpent;
import org.qunfang.resident.worker.PointsCommand.Correct;
import org.qunfang.resident.worker.PointsCommand.Earn;
import org.qunfang.resident.worker.PointsCommand.Spend;
import org.qunfang.testing.GivenWhenThen;

class BookingPointsTest {

  private static final UUID ENTRY = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID TASK = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final PointsEarned TEN = new PointsEarned(ENTRY, WHO, TASK, 10);
  private static final PointsDecider DECIDER = new PointsDecider();

  private final GivenWhenThen<PointsCommand, PointsAccount, PointsEvent> rules = rules(DECIDER);

  private static Spend spend(int points) {
    return new Spend(ENTRY, WHO, points, PointsGoods.FOOD);
  }

  private static Correct correct(int points) {
    return new Correct(ENTRY, WHO, points, PointsCorrection.MISUSE);
  }

  @Test
  void aTaskThatEarnsNothingIsNotBooked() {
    rules.given().when(new Earn(ENTRY, WHO, TASK, 10)).then(TEN);
    rules.given().when(new Earn(ENTRY, WHO, TASK, 0)).thenNothing();
  }

  @Test
  void nobodySpendsMoreThanThereIs() {
    rules.given(TEN).when(spend(10)).then(new PointsSpent(ENTRY, WHO, 10, PointsGoods.FOOD));
    rules.given(TEN).when(spend(11)).thenRejected(PointsRejection.BALANCE_TOO_LOW);
    rules
        .given(TEN, new PointsSpent(ENTRY, WHO, 10, PointsGoods.FOOD))
        .when(spend(1))
        .thenRejected(PointsRejection.BALANCE_TOO_LOW);
  }

  @Test
  void anOfficerCorrectsBothWaysButNotBelowNothing() {
    rules
        .given(TEN)
        .when(correct(-10))
        .then(new PointsCorrected(ENTRY, WHO, -10, PointsCorrection.MISUSE));
    rules.given(TEN).when(correct(-11)).thenRejected(PointsRejection.BALANCE_TOO_LOW);
    rules.given(TEN).when(correct(0)).thenRejected(PointsRejection.NOTHING_TO_BOOK);
  }

  @Property
  void theBalanceIsTheSumOfTheEntriesAndNeverLessThanNothing(
      @ForAll("commands") List<PointsCommand> commands) {
    PointsAccount account = DECIDER.initial();
    List<PointsEvent> entries = new ArrayList<>();
    for (PointsCommand command : commands) {
      if (DECIDER.decide(command, account) instanceof Decision.Accepted<PointsEvent>(var events)) {
        for (PointsEvent event : events) {
          account = DECIDER.evolve(account, event);
          entries.add(event);
        }
      }
      assertThat(account.balance()).isNotNegative();
      assertThat(account.balance())
          .isEqualTo(entries.stream().mapToInt(PointsDecider::amount).sum());
    }
  }

  @Provide
  Arbitrary<List<PointsCommand>> commands() {
    return Arbitraries.<PointsCommand>oneOf(
            Arbitraries.integers().between(0, 20).map(it -> new Earn(ENTRY, WHO, TASK, it)),
            Arbitraries.integers().between(0, 30).map(BookingPointsTest::spend),
            Arbitraries.integers().between(-30, 30).map(BookingPointsTest::correct))
        .list()
        .ofMaxSize(60);
  }
}
