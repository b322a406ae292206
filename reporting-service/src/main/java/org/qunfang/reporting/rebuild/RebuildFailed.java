package org.qunfang.reporting.rebuild;

/** Why a rebuild cannot take the live ledger's place; the message is for the operator. */
final class RebuildFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RebuildFailed(String message) {
    super(message);
  }
}
