package org.qunfang.resident.person;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.resident.person.ResidentCommand.RegisterResident;
import org.qunfang.resident.personal.SealedFile;
import org.qunfang.resident.register.Report;

/** A person about to be registered, in the two parts that are kept apart. */
public record NewResident(RegisterResident command, SealedFile file, Report report) {

  /** The same, known again by that when the roster comes once more. */
  public NewResident marked(@Nullable UUID mark) {
    return new NewResident(command, file.marked(mark), report);
  }

  UUID id() {
    return command.id();
  }
}
