package org.qunfang.resident.contact;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.Objects;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactInfected;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.resident.contact.Contact.Cleared;
import org.qunfang.resident.contact.Contact.Exposure;
import org.qunfang.resident.contact.Contact.Infected;
import org.qunfang.resident.contact.Contact.Unknown;
import org.qunfang.resident.contact.Contact.Watched;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.EndAsInfected;
import org.qunfang.resident.contact.ContactCommand.ExposeAgain;
import org.qunfang.resident.contact.ContactCommand.ReclassifyContact;
import org.qunfang.resident.contact.ContactCommand.TraceContact;

/**
 * The rules of contact tracing (流调). A contact is watched until the term of its class is over. Who
 * meets the case again, or turns out to have been nearer than was thought, is watched anew; who is
 * infected is a case from then on and a contact no longer.
 */
public final class ContactDecider implements Decider<ContactCommand, Contact, ContactEvent> {

  @Override
  public Contact initial() {
    return new Unknown();
  }

  @Override
  public Decision<ContactEvent> decide(ContactCommand command, Contact state) {
    return switch (state) {
      case Unknown() ->
          command instanceof TraceContact trace
              ? trace(trace)
              : reject(ContactRejection.NO_SUCH_CONTACT);
      case Watched(Exposure exposure) -> onWatched(command, exposure);
      case Cleared(Exposure exposure) -> onCleared(command, exposure);
      case Infected infected -> onInfected(command);
    };
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
    ContactTraced traced =
        new ContactTraced(
            trace.id(),
            trace.of().id(),
            trace.resident(),
            trace.contactClass(),
            trace.lastExposure(),
            trace.setting());
    return trace.infected() == null
        ? accept(traced)
        : accept(
            traced,
            new ContactInfected(
                trace.id(),
                trace.of().id(),
                trace.resident(),
                trace.contactClass(),
                trace.infected()));
  }

  private static Decision<ContactEvent> onWatched(ContactCommand command, Exposure contact) {
    return switch (command) {
      case TraceContact trace -> reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ReclassifyContact to ->
          to.contactClass() == contact.contactClass()
              ? accept()
              : accept(reclassified(contact, to, false));
      case ExposeAgain again ->
          again.lastExposure().equals(contact.last()) ? accept() : exposed(again, contact, false);
      case EndAsInfected(var became) ->
          accept(
              new ContactInfected(
                  contact.id(),
                  contact.caseId(),
                  contact.resident(),
                  contact.contactClass(),
                  became));
      case ClearContact clear ->
          // Clearing releases from isolation: it takes the whole term, or a case that was none.
          clear.caseRuledOut() || !clear.today().isBefore(contact.lastDay())
              ? accept(cleared(contact))
              : reject(ContactRejection.TERM_NOT_OVER);
      case ClearEarly() -> accept(cleared(contact));
    };
  }

  private static Decision<ContactEvent> onCleared(ContactCommand command, Exposure contact) {
    return switch (command) {
      case TraceContact trace -> reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ReclassifyContact to ->
          to.today().isBefore(contact.as(to.contactClass()).lastDay())
              ? accept(reclassified(contact, to, true))
              : reject(ContactRejection.CONTACT_CLEARED);
      case ExposeAgain again -> exposed(again, contact, true);
      // Nobody watches them any more: that they fell ill later is the case's story.
      case EndAsInfected infected -> accept();
      case ClearContact already -> accept();
      case ClearEarly() -> accept();
    };
  }

  private static Decision<ContactEvent> onInfected(ContactCommand command) {
    return switch (command) {
      case TraceContact trace -> reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ReclassifyContact to -> reject(ContactRejection.CONTACT_INFECTED);
      case ExposeAgain again -> reject(ContactRejection.CONTACT_INFECTED);
      case EndAsInfected already -> accept();
      case ClearContact clear -> reject(ContactRejection.CONTACT_INFECTED);
      case ClearEarly() -> reject(ContactRejection.CONTACT_INFECTED);
    };
  }

  private static Decision<ContactEvent> exposed(
      ExposeAgain again, Exposure contact, boolean resumed) {
    if (again.caseRuledOut()) {
      return reject(ContactRejection.CASE_RULED_OUT);
    }
    if (again.lastExposure().isAfter(again.today())) {
      return reject(ContactRejection.EXPOSURE_IN_FUTURE);
    }
    if (!again.lastExposure().isAfter(contact.last())) {
      return reject(ContactRejection.EXPOSURE_NOT_LATER);
    }
    return accept(
        new ContactExposedAgain(
            contact.id(),
            contact.caseId(),
            contact.resident(),
            contact.contactClass(),
            again.lastExposure(),
            Objects.requireNonNullElse(again.setting(), contact.setting()),
            resumed));
  }

  private static ContactReclassified reclassified(
      Exposure contact, ReclassifyContact to, boolean resumed) {
    return new ContactReclassified(
        contact.id(),
        contact.caseId(),
        contact.resident(),
        contact.contactClass(),
        to.contactClass(),
        contact.last(),
        contact.setting(),
        resumed);
  }

  private static ContactCleared cleared(Exposure contact) {
    return new ContactCleared(
        contact.id(), contact.caseId(), contact.resident(), contact.contactClass());
  }

  @Override
  public Contact evolve(Contact state, ContactEvent event) {
    return switch (event) {
      case ContactTraced traced ->
          new Watched(
              new Exposure(
                  traced.contact(),
                  traced.caseId(),
                  traced.resident(),
                  traced.contactClass(),
                  traced.lastExposure(),
                  traced.setting()));
      case ContactReclassified to -> new Watched(exposure(state).as(to.contactClass()));
      case ContactExposedAgain again ->
          new Watched(exposure(state).again(again.lastExposure(), again.setting()));
      case ContactInfected infected -> new Infected(exposure(state), infected.became());
      case ContactCleared cleared -> new Cleared(exposure(state));
    };
  }

  private static Exposure exposure(Contact state) {
    return switch (state) {
      case Unknown() -> throw new IllegalStateException("the first event of a contact traces it");
      case Watched(Exposure exposure) -> exposure;
      case Cleared(Exposure exposure) -> exposure;
      case Infected(Exposure exposure, var became) -> exposure;
    };
  }
}
