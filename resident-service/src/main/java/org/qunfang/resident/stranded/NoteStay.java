package org.qunfang.resident.stranded;

import java.time.LocalDate;
import java.util.UUID;

/** Note how somebody stays; {@code today} is the day on which that is told. */
public record NoteStay(UUID resident, Stay.Noted stay, LocalDate today) {}
