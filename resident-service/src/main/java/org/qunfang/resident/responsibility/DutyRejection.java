package org.qunfang.resident.responsibility;

import org.qunfang.events.Rejection;

/** Why nobody was made to answer, or a contact did not count. */
public enum DutyRejection implements Rejection {
  CADRE_NOT_ON_DUTY(Kind.CONFLICT, "The worker is not on duty."),
  CANNOT_ANSWER(
      Kind.CONFLICT, "Only cadres and community workers answer for households; others help them."),
  OF_ANOTHER_COMMUNITY(Kind.CONFLICT, "The household and the worker are of two communities."),
  OTHERS_ANSWER(
      Kind.CONFLICT, "Others answer for some of the households; say in 'from' which cadres."),
  NOBODY_TO_ANSWER(Kind.CONFLICT, "No cadre or community worker of the community is on duty."),
  NOBODY_ANSWERS(
      Kind.INVALID, "Nobody answers for the household; say who contacted it in 'worker'."),
  CONTACT_TOO_OLD(Kind.INVALID, "Contacts of so long ago are not taken any more.");

  private final Kind kind;
  private final String detail;

  DutyRejection(Kind kind, String detail) {
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
}
