package org.qunfang.resident.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CheckpointEvent.CheckpointWithdrawn;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.CheckpointEvent.HealthCodeGroundNoted;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.EventTypes;
import org.qunfang.events.IsolationEvent.IsolationExtended;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.Urgency;

class FilingEventsTest {

  private static final UUID WHO = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final LocalDate DAY = LocalDate.of(2020, 2, 1);

  @Test
  void anEventThatNamesAPersonIsInSomebodysFileWhoeverTellsIt() {
    assertThat(EventTypes.all())
        .filteredOn(
            event ->
                Arrays.stream(event.getRecordComponents())
                    .anyMatch(part -> Set.of("person", "resident").contains(part.getName())))
        .filteredOn(event -> !Concerned.anybody(event))
        .filteredOn(event -> !PersonEvent.class.isAssignableFrom(event))
        .containsExactlyInAnyOrder(PassageRecorded.class, HealthCodeGroundNoted.class);
    assertThat(Concerned.anybody(CheckpointWithdrawn.class)).isFalse();
  }

  @Test
  void aPersonComesBeforeTheHousehold() {
    assertThat(
            Concerned.by(new NeedRegistered(OTHER, WHO, NeedCategory.FOOD, Urgency.TODAY))
                .subject())
        .isEqualTo(WHO);
    assertThat(
            Concerned.by(
                new ContactTraced(OTHER, OTHER, WHO, ContactClass.CLOSE, DAY, ContactSetting.MEAL)))
        .isEqualTo(new Concerned(WHO, List.of(OTHER)));
  }

  @Test
  void whatNamesNobodyWaitsForItsStream() {
    assertThat(Concerned.anybody(IsolationExtended.class)).isTrue();
    assertThat(Concerned.by(new IsolationExtended(OTHER, DAY)).subject()).isNull();
    assertThat(Concerned.by(new FeverDetected(OTHER, OTHER, null, 38)).subject()).isNull();
  }
}
