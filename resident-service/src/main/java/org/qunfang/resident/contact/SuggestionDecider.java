package org.qunfang.resident.contact;

import static org.qunfang.events.Decision.accept;

import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.ContactSuggestionDismissed;
import org.qunfang.events.ResidentEvent.SuggestionEvent;

/** A suggestion that was dismissed stays so; its state is whether it was. */
final class SuggestionDecider implements Decider<DismissSuggestion, Boolean, SuggestionEvent> {

  @Override
  public Boolean initial() {
    return false;
  }

  @Override
  public Decision<SuggestionEvent> decide(DismissSuggestion command, Boolean dismissed) {
    return dismissed
        ? accept()
        : accept(
            new ContactSuggestionDismissed(command.caseId(), command.resident(), command.reason()));
  }

  @Override
  public Boolean evolve(Boolean dismissed, SuggestionEvent event) {
    return switch (event) {
      case ContactSuggestionDismissed dismissal -> true;
    };
  }
}
