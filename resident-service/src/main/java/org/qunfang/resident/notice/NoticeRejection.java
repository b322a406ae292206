package org.qunfang.resident.notice;

import org.qunfang.events.Rejection;

/** Why a notice's command was refused. */
public enum NoticeRejection implements Rejection {
  NO_SUCH_NOTICE(Kind.NOT_FOUND, "There is no such notice."),
  NOT_FOR_HOUSEHOLD(
      Kind.NOT_FOUND, "There is no such household, or the notice is not for its community."),
  NOTICE_ALREADY_PUBLISHED(Kind.CONFLICT, "A notice has this id already."),
  NOTICE_WITHDRAWN(Kind.CONFLICT, "The notice was withdrawn."),
  NOT_DELIVERED(Kind.CONFLICT, "The household has not been given the notice.");

  private final Kind kind;
  private final String detail;

  NoticeRejection(Kind kind, String detail) {
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
