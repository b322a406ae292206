package org.qunfang.resident.person;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.register.Report;

/**
 * A person about to be registered, in the two parts that are kept apart.
 *
 * @param chosen whether the caller chose the id
 */
record NewResident(
    UUID id,
    boolean chosen,
    Residency residency,
    boolean foreigner,
    AgeBand ageBand,
    Sex sex,
    Particulars particulars,
    Report report) {}
