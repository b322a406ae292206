package org.qunfang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has once been published can be read for ever, and means the same. */
class ApprovedSamplesTest {

  static List<Class<? extends DomainEvent>> types() {
    return EventTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventHasASampleThatIsReadAndWrittenUnchanged(Class<? extends DomainEvent> type)
      throws IOException {
    Path file = Samples.APPROVED.resolve(EventTypes.of(type) + ".json");
    assertThat(file).as("approve it: run Samples.main in platform/events").exists();
    String approved = Files.readString(file);

    DomainEvent event = EventJson.read(type, approved);
    assertThat(EventJson.read(type, approved.getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
    assertThat(EventJson.read(type, EventJson.MAPPER.readTree(approved))).isEqualTo(event);
    assertThat(EventJson.MAPPER.readTree(EventJson.write(event)))
        .isEqualTo(EventJson.MAPPER.readTree(approved));
  }

  @Test
  void everySampleHasItsEvent() throws IOException {
    try (Stream<Path> files = Files.list(Samples.APPROVED)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .allSatisfy(type -> assertThat(EventTypes.find(type)).as(type).isPresent())
          .hasSize(EventTypes.all().size());
    }
  }

  @Test
  void everyTypeNamesItsServiceAndItsVersion() {
    assertThat(EventTypes.all())
        .allSatisfy(
            type ->
                assertThat(EventTypes.of(type))
                    .matches(
                        "org\\.qunfang\\.(resident|checkpoint|isolation|supply)\\.[A-Z][A-Za-z]+\\.v\\d+")
                    .contains("." + type.getSimpleName() + ".v"))
        .hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventSurvivesBeingWrittenAndRead(Class<? extends DomainEvent> type) {
    DomainEvent event = Samples.of(type);
    assertThat(EventJson.read(type, EventJson.write(event))).isEqualTo(event);
  }
}
