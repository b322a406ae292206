package org.qunfang.resident.person;

import org.qunfang.events.Rejection;

/** Why a resident's command was refused. */
public enum ResidentRejection implements Rejection {
  ALREADY_REGISTERED(Kind.CONFLICT, "This person, or this id, is on the register already."),
  RESIDENT_DIED(
      Kind.CONFLICT,
      "This person died, says the register; who was told dead in error is forgotten by decision"
          + " first."),
  NO_SUCH_RESIDENT(Kind.NOT_FOUND, "There is no such resident."),
  RESIDENT_LEFT(Kind.CONFLICT, "This resident left and is not counted here any longer."),
  RESIDENT_MERGED(
      Kind.CONFLICT, "This entry was merged into another, which stands for the person now."),
  LIVES_THERE(Kind.CONFLICT, "The resident lives in this household already."),
  ENTRY_IN_USE(
      Kind.CONFLICT,
      "This entry has an open case or is watched as a contact; keep it, and merge the other one."),
  TWO_ID_NUMBERS(
      Kind.CONFLICT,
      "The two entries have different ID numbers; correct the wrong one first, or they are two"
          + " persons."),
  SAME_ENTRY(Kind.INVALID, "An entry is not merged into itself."),
  NO_SUCH_DUPLICATE(Kind.NOT_FOUND, "There is no such pair of entries."),
  DUPLICATE_SETTLED(Kind.CONFLICT, "It has been settled whether these two are one person."),
  CARE_ALREADY_NOTED(Kind.CONFLICT, "The resident is looked after for this reason already."),
  NO_SUCH_CARE(Kind.NOT_FOUND, "The resident is not looked after for this reason."),
  NOTHING_TO_CORRECT(Kind.INVALID, "A correction names something that was wrong."),
  NOTHING_TO_SEARCH_BY(Kind.INVALID, "A search names a document, a name or a telephone."),
  BIRTH_DATE_WITHOUT_NAME(Kind.INVALID, "A date of birth is searched for together with a name."),
  ID_NUMBER_INVALID(
      Kind.INVALID, "This is no ID number: its form, date of birth or check digit is wrong."),
  DOCUMENT_AMBIGUOUS(
      Kind.INVALID, "A person has an ID number or a passport with its country, not both."),
  NATIONALITY_MISSING(Kind.INVALID, "A passport comes with the country that issued it."),
  NATIONALITY_UNKNOWN(Kind.INVALID, "No country has this code (ISO 3166, three letters)."),
  BIRTH_DATE_INVALID(Kind.INVALID, "Nobody who lives was born on that day."),
  ID_NUMBER_SAYS_OTHERWISE(
      Kind.INVALID, "The ID number tells another date of birth or another sex."),
  DOCUMENT_MISSING(Kind.INVALID, "A person is looked up by ID number or by passport."),
  PERSONAL_FILE_DESTROYED(Kind.NOT_FOUND, "The personal file of this resident was destroyed."),
  NO_SYMPTOM(Kind.INVALID, "A report of symptoms names at least one."),
  ARRIVAL_IN_FUTURE(Kind.INVALID, "The day of arrival lies after the report of it."),
  ARRIVED_BEFORE_DEPARTING(Kind.INVALID, "Nobody arrives before they depart."),
  RETURN_ALREADY_REGISTERED(
      Kind.CONFLICT, "Another return of this resident on that day is on the register.");

  private final Kind kind;
  private final String detail;

  ResidentRejection(Kind kind, String detail) {
    this.kind = kind;
    this.detail = detail;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String detail() {
    return detail;
  }

  /** Why nobody is registered with what somebody else is known again by. */
  static ResidentRejection held(boolean died) {
    return died ? RESIDENT_DIED : ALREADY_REGISTERED;
  }
}
