package org.qunfang.checkpoint.healthcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.events.CheckpointEvent.CodeColour.GREEN;
import static org.qunfang.events.CheckpointEvent.CodeColour.RED;
import static org.qunfang.events.CheckpointEvent.CodeColour.YELLOW;
import static org.qunfang.events.CheckpointEvent.CodeReason.CASE;
import static org.qunfang.events.CheckpointEvent.CodeReason.CLEARED;
import static org.qunfang.events.CheckpointEvent.CodeReason.CONTACT;
import static org.qunfang.events.CheckpointEvent.CodeReason.FEVER;
import static org.qunfang.events.CheckpointEvent.CodeReason.ISOLATION;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.CheckpointEvent.HealthCodeChanged;
import org.qunfang.events.CheckpointEvent.HealthCodeEvent;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.Decision;

class DerivingHealthCodesTest {

  private static final UUID PERSON = new UUID(7, 3);
  private static final UUID CASE_1 = new UUID(8, 1);
  private static final UUID CONTACT_1 = new UUID(8, 2);
  private static final UUID ORDER_1 = new UUID(8, 3);

  private final HealthCodeDecider decider = new HealthCodeDecider();

  private static NoteGround note(UUID ground, CodeReason reason, CodeColour colour, long version) {
    return new NoteGround(PERSON, ground, reason, colour, version);
  }

  private static HealthCodeGroundNoted noted(
      UUID ground, CodeReason reason, CodeColour colour, long version) {
    return new HealthCodeGroundNoted(PERSON, ground, reason, colour, version);
  }

  private static HealthCodeChanged changed(CodeColour from, CodeColour to, CodeReason reason) {
    return new HealthCodeChanged(PERSON, from, to, reason);
  }

  @Test
  void theFirstGroundChangesTheCode() {
    rules(decider)
        .given()
        .when(note(CASE_1, CASE, RED, 1))
        .then(noted(CASE_1, CASE, RED, 1), changed(GREEN, RED, CASE));
  }

  @Test
  void theWorstGroundIsTheCode() {
    rules(decider)
        .given(noted(CONTACT_1, CONTACT, YELLOW, 1), changed(GREEN, YELLOW, CONTACT))
        .when(note(ORDER_1, ISOLATION, RED, 1))
        .then(noted(ORDER_1, ISOLATION, RED, 1), changed(YELLOW, RED, ISOLATION));
  }

  @Test
  void aLesserGroundChangesNothing() {
    rules(decider)
        .given(noted(CASE_1, CASE, RED, 1), changed(GREEN, RED, CASE))
        .when(note(CONTACT_1, CONTACT, YELLOW, 1))
        .then(noted(CONTACT_1, CONTACT, YELLOW, 1));
  }

  @Test
  void whenTheWorstGroundEndsTheNextDecides() {
    rules(decider)
        .given(
            noted(CONTACT_1, CONTACT, YELLOW, 1),
            changed(GREEN, YELLOW, CONTACT),
            noted(CASE_1, CASE, RED, 1),
            changed(YELLOW, RED, CASE))
        .when(note(CASE_1, CASE, GREEN, 3))
        .then(noted(CASE_1, CASE, GREEN, 3), changed(RED, YELLOW, CONTACT));
  }

  @Test
  void whenAllGroundsHaveEndedThePersonIsCleared() {
    rules(decider)
        .given(noted(CONTACT_1, CONTACT, YELLOW, 1), changed(GREEN, YELLOW, CONTACT))
        .when(note(CONTACT_1, CONTACT, GREEN, 2))
        .then(noted(CONTACT_1, CONTACT, GREEN, 2), changed(YELLOW, GREEN, CLEARED));
  }

  @Test
  void theNewsThatAGroundEndedMayComeBeforeTheNewsOfTheGround() {
    rules(decider)
        .given()
        .when(note(CONTACT_1, CONTACT, GREEN, 2))
        .then(noted(CONTACT_1, CONTACT, GREEN, 2));
    rules(decider)
        .given(noted(CONTACT_1, CONTACT, GREEN, 2))
        .when(note(CONTACT_1, CONTACT, YELLOW, 1))
        .thenNothing();
  }

  @Test
  void theSameNewsTwiceIsOne() {
    rules(decider)
        .given(noted(CASE_1, CASE, RED, 1), changed(GREEN, RED, CASE))
        .when(note(CASE_1, CASE, RED, 1))
        .thenNothing();
  }

  @Test
  void aTransferChangesTheColourOfItsGround() {
    rules(decider)
        .given(noted(ORDER_1, ISOLATION, RED, 1), changed(GREEN, RED, ISOLATION))
        .when(note(ORDER_1, ISOLATION, YELLOW, 3))
        .then(noted(ORDER_1, ISOLATION, YELLOW, 3), changed(RED, YELLOW, ISOLATION));
  }

  @Test
  void ofTwoGroundsOfOneColourTheCaseIsTheReason() {
    HealthCode code =
        rules(decider)
            .given(
                noted(ORDER_1, ISOLATION, RED, 1),
                noted(CASE_1, CASE, RED, 1),
                noted(CONTACT_1, FEVER, RED, 1))
            .state();
    assertEquals(RED, code.colour());
    assertEquals(CASE, code.reason());
  }

  /**
   * Three streams, each told in any order and any number of times: the last word of each counts.
   */
  @Property(tries = 300)
  void theOrderInWhichNewsArriveDoesNotMatter(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 17) Integer> told,
      @ForAll long seed) {
    List<NoteGround> news = told.stream().map(DerivingHealthCodesTest::news).toList();
    List<NoteGround> shuffled = new ArrayList<>(news);
    shuffled.addAll(news);
    java.util.Collections.shuffle(shuffled, new Random(seed));
    assertEquals(after(news).grounds(), after(shuffled).grounds());
    assertEquals(after(news).colour(), after(shuffled).colour());
  }

  /** And whoever adds the changes up has the colour. */
  @Property(tries = 300)
  void theChangesAddUpToTheColour(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 17) Integer> told) {
    HealthCode state = decider.initial();
    CodeColour shown = GREEN;
    for (int each : told) {
      for (HealthCodeEvent event : decide(news(each), state)) {
        state = decider.evolve(state, event);
        if (event instanceof HealthCodeChanged change) {
          assertEquals(shown, change.from());
          shown = change.to();
        }
      }
      assertEquals(state.colour(), shown);
    }
  }

  private HealthCode after(List<NoteGround> news) {
    HealthCode state = decider.initial();
    for (NoteGround each : news) {
      for (HealthCodeEvent event : decide(each, state)) {
        state = decider.evolve(state, event);
      }
    }
    return state;
  }

  private List<HealthCodeEvent> decide(NoteGround command, HealthCode state) {
    return switch (decider.decide(command, state)) {
      case Decision.Accepted<HealthCodeEvent>(var events) -> events;
      case Decision.Rejected<HealthCodeEvent>(var reason) ->
          throw new AssertionError(reason.name());
    };
  }

  /** One of 18 news: of three grounds, six versions each; a version always says the same. */
  private static NoteGround news(int number) {
    int version = number / 3;
    return switch (number % 3) {
      case 0 -> note(CASE_1, CASE, version < 4 ? RED : GREEN, version);
      case 1 -> note(CONTACT_1, CONTACT, version < 3 ? YELLOW : GREEN, version);
      default ->
          note(ORDER_1, ISOLATION, version < 2 ? RED : version < 5 ? YELLOW : GREEN, version);
    };
  }
}
