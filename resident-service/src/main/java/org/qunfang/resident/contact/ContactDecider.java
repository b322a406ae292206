package org.qunfang.resident.contact;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.ContactCleared;
import org.qunfang.events.ResidentEvent.ContactEvent;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactInfected;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.resident.contact.Contact.Cleared;
import org.qunfang.resident.contact.Contact.Exposure;
import org.qunfang.resident.contact.Contact.Infected;
import org.qunfang.resident.contact.Contact.Unknown;
import org.qunfang.resident.contact.Contact.Watched;
import org.qunfang.resident.contact.ContactCommand.ClearContact;
import org.qunfang.resident.contact.ContactCommand.ClearEarly;
import org.qunfang.resident.contact.ContactCommand.EndAsInfected;
import org.qunfang.resident.contact.ContactCommand.EndWithCase;
import org.qunfang.resident.contact.ContactCommand.ExposeAgain;
import org.qunfang.resident.contact.ContactCommand.ReclassifyContact;
import org.qunfang.resident.contact.ContactCommand.TraceContact;
import org.qunfang.resident.contact.Health.Died;
import org.qunfang.resident.contact.Health.Ill;
import org.qunfang.resident.contact.Health.Recovered;
import org.qunfang.resident.contact.Health.Well;

/**
 * The rules of contact tracing (流调). A contact is watched until the term of its class is over. Who
 * meets the case again, or turns out to have been nearer than was thought, is watched anew, unless
 * that time is over as well; who is infected is a case from then on and a contact no longer. On a
 * cleared contact the same or a milder class changes nothing. Who lives with the case is held to do
 * so until the watch ends, wherever else they meet: it decides how they are isolated.
 *
 * <p>When the case is ruled out nobody is watched for it any longer. That the contact's own case is
 * ruled out changes nothing: only a suspicion can be, and a suspicion has ended no watch.
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
    Exposure exposure =
        new Exposure(
            trace.id(),
            trace.of().id(),
            trace.resident(),
            trace.contactClass(),
            trace.lastExposure(),
            trace.setting());
    return watch(
        new ContactTraced(
            exposure.id(),
            exposure.caseId(),
            exposure.resident(),
            exposure.contactClass(),
            exposure.last(),
            exposure.setting()),
        exposure,
        trace.health());
  }

  /**
   * Watching is for those who may fall ill. Who is a case ends as that case at once. Who has died
   * is nobody's contact, nor who has recovered for {@link Health#PROTECTED_DAYS} days after that,
   * whenever they met: isolation would hold them for nothing, and that they were infected there is
   * told as the source of their own case.
   *
   * @param begun what begins the watch, or goes on with it
   * @param exposure what is known with that
   */
  private static Decision<ContactEvent> watch(
      ContactEvent begun, Exposure exposure, Health health) {
    return switch (health) {
      case Well() -> accept(begun);
      case Ill(UUID as) -> accept(begun, infected(exposure, as));
      case Recovered(LocalDate on) ->
          exposure.last().isAfter(on.plusDays(Health.PROTECTED_DAYS))
              ? accept(begun)
              : reject(ContactRejection.CONTACT_RECOVERED);
      case Died() -> reject(ContactRejection.CONTACT_DIED);
    };
  }

  private static Decision<ContactEvent> onWatched(ContactCommand command, Exposure contact) {
    return switch (command) {
      case TraceContact trace -> reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ReclassifyContact to ->
          to.contactClass() == contact.contactClass() ? accept() : reclassify(to, contact, false);
      case ExposeAgain again ->
          again.lastExposure().equals(contact.last()) ? accept() : exposed(again, contact, false);
      case EndAsInfected(var became) -> accept(infected(contact, became));
      case ClearContact clear ->
          // Clearing releases from isolation: it takes the whole term.
          clear.today().isBefore(contact.lastDay())
              ? reject(ContactRejection.TERM_NOT_OVER)
              : accept(cleared(contact));
      case EndWithCase() -> accept(withoutCase(contact));
      case ClearEarly() -> accept(cleared(contact));
    };
  }

  private static Decision<ContactEvent> onCleared(ContactCommand command, Exposure contact) {
    return switch (command) {
      case TraceContact trace -> reject(ContactRejection.CONTACT_ALREADY_TRACED);
      case ReclassifyContact to ->
          contact.as(to.contactClass()).lastDay().isAfter(contact.lastDay())
              ? reclassify(to, contact, true)
              : accept();
      case ExposeAgain again ->
          again.lastExposure().equals(contact.last()) ? accept() : exposed(again, contact, true);
      // Nobody watches them any more: that they fell ill later is the case's story.
      case EndAsInfected infected -> accept();
      case ClearContact already -> accept();
      case EndWithCase() -> accept();
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
      // They are a case, whoever infected them.
      case EndWithCase() -> accept();
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
    ContactSetting setting = Objects.requireNonNullElse(again.setting(), contact.setting());
    Exposure later =
        contact.again(
            again.lastExposure(),
            !resumed && contact.setting() == ContactSetting.HOUSEHOLD
                ? ContactSetting.HOUSEHOLD
                : setting);
    if (resumed && !again.today().isBefore(later.lastDay())) {
      return reject(ContactRejection.CONTACT_CLEARED);
    }
    return watch(
        new ContactExposedAgain(
            later.id(),
            later.caseId(),
            later.resident(),
            later.contactClass(),
            later.last(),
            later.setting(),
            resumed),
        later,
        again.health());
  }

  private static Decision<ContactEvent> reclassify(
      ReclassifyContact to, Exposure contact, boolean resumed) {
    if (to.caseRuledOut()) {
      return reject(ContactRejection.CASE_RULED_OUT);
    }
    Exposure as = contact.as(to.contactClass());
    if (resumed && !to.today().isBefore(as.lastDay())) {
      return reject(ContactRejection.CONTACT_CLEARED);
    }
    return watch(
        new ContactReclassified(
            as.id(),
            as.caseId(),
            as.resident(),
            contact.contactClass(),
            as.contactClass(),
            as.last(),
            as.setting(),
            resumed),
        as,
        to.health());
  }

  private static ContactInfected infected(Exposure contact, UUID became) {
    return new ContactInfected(
        contact.id(), contact.caseId(), contact.resident(), contact.contactClass(), became);
  }

  private static ContactCleared cleared(Exposure contact) {
    return new ContactCleared(
        contact.id(), contact.caseId(), contact.resident(), contact.contactClass());
  }

  private static ContactCleared withoutCase(Exposure contact) {
    return new ContactCleared(
        contact.id(), contact.caseId(), contact.resident(), contact.contactClass(), true);
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
