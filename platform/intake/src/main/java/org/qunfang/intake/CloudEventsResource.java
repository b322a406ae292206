package org.qunfang.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventTypes;
import org.qunfang.eventstore.Told;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.EventIntake.Answer;
import org.qunfang.intake.EventIntake.Incoming;
import org.qunfang.security.Actor;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/**
 * {@code POST /events}: other departments' systems tell what happened, as CloudEvents 1.0 of the
 * types that this service owns; one at a time or up to 1,000 together. Each event is answered for
 * itself, and one bad event sinks no other.
 */
@Path("/events")
public class CloudEventsResource {

  private final FieldReport field;
  private final Actor actor;
  private final Map<Class<? extends DomainEvent>, EventIntake> intakes = new HashMap<>();
  private final MeterRegistry meters;
  private final CloudEventsReader reader = new CloudEventsReader(this::taken);

  CloudEventsResource(
      FieldReport field, Actor actor, Instance<EventIntake> intakes, MeterRegistry meters) {
    this.field = field;
    this.actor = actor;
    this.meters = meters;
    for (EventIntake intake : intakes) {
      for (Class<? extends DomainEvent> type : intake.types()) {
        if (this.intakes.put(type, intake) != null) {
          throw new IllegalStateException(type + " has two intakes");
        }
      }
    }
  }

  /** What became of all events of a request. */
  public record Answers(int accepted, int duplicate, int rejected, List<Result> results) {}

  /** What became of one event. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      @Nullable String id, Status status, @Nullable String code, @Nullable String detail) {}

  /** What can become of an event. */
  public enum Status {
    ACCEPTED,
    DUPLICATE,
    REJECTED
  }

  /** Takes CloudEvents; 200 with an answer for each, a problem when a single one is rejected. */
  @POST
  @NonBlocking
  @RolesAllowed(Roles.INTEGRATOR)
  @Operation(summary = "Tell what happened, as CloudEvents (structured, batch or binary)")
  // As a Response, or whoever accepts CloudEvents only would be refused before anything is read.
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Answers.class)))
  public Uni<Response> post(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpHeaders headers,
      byte[] body) {
    List<CloudEventsReader.Element> elements = reader.read(contentType, headers, body);
    boolean single = !CloudEventsReader.mediaType(contentType).equals(CloudEventsReader.BATCH);
    String[] ids = new String[elements.size()];
    Answer[] answers = new Answer[elements.size()];
    Map<EventIntake, List<Integer>> places = new LinkedHashMap<>();
    Incoming[] incoming = new Incoming[elements.size()];
    Teller teller = new Teller(actor.id(), Traces.current(), new HashMap<>());
    for (int i = 0; i < ids.length; i++) {
      CloudEventsReader.Element element = elements.get(i);
      ids[i] = element.id();
      try {
        incoming[i] = incoming(element, teller);
        places
            .computeIfAbsent(intake(incoming[i].event().getClass()), x -> new ArrayList<>())
            .add(i);
      } catch (Problem refused) {
        answers[i] = new Answer.Rejected(refused);
      }
    }
    return take(places, incoming, answers).map(done -> answer(ids, answers, single));
  }

  private Uni<Void> take(
      Map<EventIntake, List<Integer>> places, Incoming[] incoming, Answer[] answers) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (var entry : places.entrySet()) {
      List<Integer> at = entry.getValue();
      all =
          all.chain(() -> entry.getKey().take(at.stream().map(i -> incoming[i]).toList()))
              .invoke(
                  taken -> {
                    for (int i = 0; i < at.size(); i++) {
                      answers[at.get(i)] = taken.get(i);
                    }
                  })
              .replaceWithVoid();
    }
    return all;
  }

  /** What is the same for all events of a request, and the communities met in it so far. */
  private record Teller(
      String actor, @Nullable String traceparent, Map<String, Division> communities) {}

  private Incoming incoming(CloudEventsReader.Element element, Teller teller) {
    CloudEventsReader.Message message = element.message();
    if (message == null) {
      throw Problem.badRequest("NOT_A_CLOUD_EVENT", String.valueOf(element.fault()));
    }
    if (taken(message.type()).isEmpty()) {
      throw Problem.unprocessable(
          "UNKNOWN_EVENT_TYPE", "This service takes no events of this type from other systems.");
    }
    if (message.time() == null) {
      throw Problem.unprocessable("TIME_MISSING", "'time' says when it happened.");
    }
    Told told =
        new Told(community(message.division(), teller), field.time(message.time()), teller.actor());
    if (message.event() == null) {
      throw message.unreadable();
    }
    return new Incoming(
        EventIds.named("event", actor.id(), message.source(), message.id()),
        told,
        teller.traceparent(),
        message.event());
  }

  private Division community(@Nullable String code, Teller teller) {
    Division met = code == null ? null : teller.communities().get(code);
    if (met != null) {
      return met;
    }
    Division community = field.community(code);
    teller.communities().put(community.code(), community);
    return community;
  }

  private Optional<Class<? extends DomainEvent>> taken(String type) {
    return EventTypes.find(type).filter(intakes::containsKey);
  }

  private EventIntake intake(Class<? extends DomainEvent> type) {
    EventIntake intake = intakes.get(type);
    if (intake == null) {
      throw new IllegalStateException(type + " has no intake");
    }
    return intake;
  }

  private Response answer(String[] ids, Answer[] answers, boolean single) {
    if (single && answers[0] instanceof Answer.Rejected(Problem problem)) {
      rejected(problem);
      throw problem;
    }
    int[] counts = new int[Status.values().length];
    List<Result> results = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      Result result =
          switch (answers[i]) {
            case Answer.Accepted() -> new Result(ids[i], Status.ACCEPTED, null, null);
            case Answer.Duplicate() -> new Result(ids[i], Status.DUPLICATE, null, null);
            case Answer.Rejected(Problem problem) -> {
              rejected(problem);
              yield new Result(ids[i], Status.REJECTED, problem.code(), problem.detail());
            }
          };
      counts[result.status().ordinal()]++;
      results.add(result);
    }
    return Response.ok(
            new Answers(counts[0], counts[1], counts[2], results), MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private void rejected(Problem problem) {
    Counter.builder("qunfang.intake.rejected")
        .description("Events of other systems that were refused")
        .tag("code", problem.code())
        .register(meters)
        .increment();
  }
}
