package org.qunfang.resident.personal;

import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/** Where a door is: the same number stands on many. */
public record Place(Division community, @Nullable String compound, @Nullable String building) {}
