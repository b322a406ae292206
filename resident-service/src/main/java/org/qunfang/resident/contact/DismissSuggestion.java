package org.qunfang.resident.contact;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.SuggestionReason;

/** This resident was no contact of the case: the one thing that is decided of a suggestion. */
record DismissSuggestion(UUID caseId, UUID resident, SuggestionReason reason) {}
