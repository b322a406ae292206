package org.qunfang.resident.worker;

import org.qunfang.events.Rejection;

/** Why a post's command was refused. */
public enum PostRejection implements Rejection {
  NO_SUCH_POST(Kind.NOT_FOUND, "There is no such post."),
  POST_ALREADY_OPENED(Kind.CONFLICT, "A post has this id already.");

  private final Kind kind;
  private final String detail;

  PostRejection(Kind kind, String detail) {
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
