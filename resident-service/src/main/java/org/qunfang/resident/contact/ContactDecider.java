package org.qunfang.resident.contact;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.LocalDate;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.resident.contact.Contact.Cleared;
import org.qunfang.resident.contact.Contact.Unknown;
import org.qunfang.resident.contact.Contact.Watched;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.TraceContact;

/** The rules of contact tracing (流调). */
public final class ContactDecider implements Decider<ContactCommand, Contact, ContactEvent> {

  @Override
  public Contact initial() {
    return new Unknown();
  }

  @Override
  public Decision<ContactEvent> decide(ContactCommand command, Contact state) {
    return switch (command) {
      case TraceContact trace ->
          state instanceof Unknown ? trace(trace) : reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ClearContact clear ->
          switch (state) {
            case Unknown() -> reject(ContactRejection.NO_SUCH_CONTACT);
            case Watched watched -> clear(clear, watched);
            case Cleared already -> accept();
          };
      case ClearEarly() ->
          switch (state) {
            case Unknown() -> reject(ContactRejection.NO_SUCH_CONTACT);
            case Watched watched -> accept(cleared(watched));
            case Cleared already -> accept();
          };
    };
  }

  /** Clearing releases from isolation: it takes the whole term, or a case that was none. */
  private static Decision<ContactEvent> clear(ClearContact clear, Watched contact) {
    LocalDate last = contact.contactClass().lastDay(contact.lastExposure());
    return clear.caseRuledOut() || !clear.today().isBefore(last)
        ? accept(cleared(contact))
        : reject(ContactRejection.TERM_NOT_OVER);
  }

  private static ContactCleared cleared(Watched contact) {
    return new ContactCleared(
        contact.id(), contact.caseId(), contact.resident(), contact.contactClass());
  }

  private static Decision<ContactEvent> trace(TraceContact trace) {
    if (trace.of().resident().equals(trace.resident())) {
      return reject(ContactRejection.CONTACT_OF_ONESELF);
    }
    if (trace.of().ruledOut()) {
      return reject(ContactRejection.CASE_RULED_OUT);
    }
    if (trace.lastExposure().isAfter(trace.today())) {
      return reject(ContactRejection.EXPOSURE_IN_FUTURE);
    }
    return accept(
        new ContactTraced(
            trace.id(),
            trace.of().id(),
            trace.resident(),
            trace.contactClass(),
            trace.lastExposure(),
            trace.setting()));
  }

  @Override
  public Contact evolve(Contact state, ContactEvent event) {
    return switch (event) {
      case ContactTraced traced ->
          new Watched(
              traced.contact(),
              traced.caseId(),
              traced.resident(),
              traced.contactClass(),
              traced.lastExposure());
      case ContactCleared cleared -> new Cleared(cleared.contact());
    };
  }
}
