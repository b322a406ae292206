package org.qunfang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.CheckpointEvent.FeverDetected;
import org.qunfang.events.SupplyEvent.NeedRegistered;

class EventJsonTest {

  private static final String ID = "\"00000000-0000-4000-8000-000000000001\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"secret\"",
        "{",
        "{}",
        "{\"passage\":%s,\"checkpoint\":%s}",
        "{\"passage\":%s,\"checkpoint\":%s,\"temperature\":null}",
        "{\"passage\":%s,\"checkpoint\":%s,\"temperature\":\"38.1\"}",
        "{\"passage\":%s,\"checkpoint\":%s,\"temperature\":\"NaN\"}",
        "{\"passage\":%s,\"checkpoint\":%s,\"temperature\":\"secret\"}",
        "{\"passage\":%s,\"checkpoint\":\"secret\",\"temperature\":38.1}",
        "{\"passage\":%s,\"checkpoint\":{\"secret\":1},\"temperature\":38.1}",
        "{\"passage\":null,\"checkpoint\":%s,\"temperature\":38.1}"
      })
  void whatIsNoSuchEventIsRefusedWithoutItsValues(String json) {
    assertThatThrownBy(() -> EventJson.read(FeverDetected.class, json.replace("%s", ID)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("38.1")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"PRIVATE\"", "\"\"", "true", "null"})
  void anEnumIsOneOfItsNames(String category) {
    assertThatThrownBy(
            () ->
                EventJson.read(
                    NeedRegistered.class,
                    "{\"need\":%s,\"household\":%s,\"category\":%s,\"urgency\":\"TODAY\"}"
                        .formatted(ID, ID, category)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("category")
        .hasMessageNotContaining("PRIVATE");
  }

  @Test
  void textThatNoDatabaseKeepsIsRefused() {
    assertThatThrownBy(
            () ->
                EventJson.read(
                    SupplyEvent.OrderDispatched.class,
                    "{\"order\":%s,\"vehicle\":\"A\\u0000B\"}".formatted(ID)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("'vehicle' is not readable");
  }

  @Test
  void theMessageNamesTheField() {
    assertThatThrownBy(
            () -> EventJson.read(FeverDetected.class, "{\"passage\":%s}".replace("%s", ID)))
        .hasMessageContaining("temperature");
    assertThatThrownBy(
            () ->
                EventJson.read(
                    FeverDetected.class, "{\"passage\":%s,\"temperature\":38}".replace("%s", ID)))
        .hasMessage("'checkpoint' is missing");
  }

  @Test
  void whatALaterVersionAddedIsPassedOverAndWhatIsOptionalMayBeAbsent() {
    FeverDetected event =
        EventJson.read(
            FeverDetected.class,
            "{\"passage\":%s,\"checkpoint\":%s,\"temperature\":38,\"later\":{\"a\":[1]}}"
                .replace("%s", ID));
    assertThat(event.person()).isNull();
    assertThat(event.temperature()).isEqualTo(38.0);
    assertThat(EventJson.write(event)).doesNotContain("person").doesNotContain("later");
  }

  @Test
  void whatKafkaWouldRefuseIsNotWritten() {
    var event = new SupplyEvent.OrderDispatched(java.util.UUID.randomUUID(), "x".repeat(70_000));
    assertThatThrownBy(() -> EventJson.write(event)).isInstanceOf(UnreadableEvent.class);
  }
}
