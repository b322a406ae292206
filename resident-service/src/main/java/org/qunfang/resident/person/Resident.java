package org.qunfang.resident.person;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.events.ResidentEvent.Residency;

/** A person as the register sees them; what names the person lies elsewhere. */
public sealed interface Resident {

  /** Nobody has registered them yet. */
  record Unknown() implements Resident {}

  /**
   * Lives here.
   *
   * @param returns the days on which they came back
   * @param care why the community looks after them in particular
   * @param others who looked like the same person and is not
   * @param forgotten whether the personal file has been destroyed
   */
  record Present(
      UUID id,
      UUID household,
      Residency residency,
      boolean foreigner,
      Set<LocalDate> returns,
      Set<Care> care,
      Set<UUID> others,
      boolean forgotten)
      implements Resident {

    static Present now(UUID id, UUID household, Residency residency, boolean foreigner) {
      return new Present(id, household, residency, foreigner, Set.of(), Set.of(), Set.of(), false);
    }

    Present as(Residency why, boolean foreign) {
      return new Present(id, household, why, foreign, returns, care, others, forgotten);
    }

    Present at(UUID home) {
      return new Present(id, home, residency, foreigner, returns, care, others, forgotten);
    }

    Present backOn(LocalDate day) {
      return new Present(
          id, household, residency, foreigner, plus(returns, day), care, others, forgotten);
    }

    Present lookedAfter(Care reason) {
      return new Present(
          id, household, residency, foreigner, returns, plus(care, reason), others, forgotten);
    }

    Present lookedAfterNoLonger(Care reason) {
      Set<Care> fewer = new HashSet<>(care);
      fewer.remove(reason);
      return new Present(
          id, household, residency, foreigner, returns, Set.copyOf(fewer), others, forgotten);
    }

    Present isNot(UUID other) {
      return new Present(
          id, household, residency, foreigner, returns, care, plus(others, other), forgotten);
    }

    Present withoutFile() {
      return new Present(id, household, residency, foreigner, returns, care, others, true);
    }

    private static <T> Set<T> plus(Set<T> some, T one) {
      Set<T> more = new HashSet<>(some);
      more.add(one);
      return Set.copyOf(more);
    }
  }

  /** Left for elsewhere, or died. */
  record Gone(UUID id, boolean forgotten) implements Resident {}

  /** Was another entry of somebody who is on the register. */
  record Merged(UUID id, UUID into, boolean forgotten) implements Resident {}
}
