package org.qunfang.resident.contact;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.ContactSuggestionDismissed;
import org.qunfang.events.ResidentEvent.SuggestionReason;

class DismissingSuggestionsTest {

  private static final UUID CASE = new UUID(0, 1);
  private static final UUID WHO = new UUID(0, 2);

  @Test
  void aSuggestionIsDismissedOnce() {
    var dismissed = new ContactSuggestionDismissed(CASE, WHO, SuggestionReason.GATE);
    var dismiss = new DismissSuggestion(CASE, WHO, SuggestionReason.GATE);
    rules(new SuggestionDecider()).given().when(dismiss).then(dismissed);
    rules(new SuggestionDecider()).given(dismissed).when(dismiss).thenNothing();
  }
}
