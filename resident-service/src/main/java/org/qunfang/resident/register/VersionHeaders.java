package org.qunfang.resident.register;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.qunfang.security.Operations;
import org.qunfang.security.ProblemResponses;

/**
 * Says in the OpenAPI document where {@link Versions} are told and asked for: every command on an
 * entry takes one, every answer about one entry carries one. Operations that insist on it declare
 * the header themselves.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class VersionHeaders implements OASFilter {

  /** Commands on an entry that hold whatever happened to it meanwhile. */
  private static final Set<String> WHATEVER_VERSION =
      Set.of(
          "/households/{household}/residents",
          "/watch-groups/{id}/occupant-changes",
          "/workers/{id}/points-spendings",
          "/decisions/workers/{id}/points-corrections",
          "/notices/{id}/withdrawal",
          "/notices/{id}/deliveries",
          "/notices/{id}/acknowledgements",
          "/cases/{case}/suggestions/{resident}/dismissal");

  /** Commands whose request names the entry that they are about. */
  private static final Set<String> NAMING_THE_ENTRY =
      Set.of("/cases", "/returns", "/returns/list", "/door-plates");

  /** Commands that insist on a version where something else stands than they say. */
  private static final Set<String> REPLACING =
      Set.of(
          "/door-plates",
          "/grids/{id}/leader",
          "/households/{id}/place",
          "/residents/{id}/move",
          "/responsibility/groups/{group}/release",
          "/responsibility/groups/{group}/unit",
          "/stranded/{resident}/stay",
          "/watch-groups/{id}/leader",
          "/workers/{id}/account");

  /** Answers with the version of something that they are not about. */
  private static final Set<String> ABOUT_SOMETHING_ELSE =
      Set.of(
          "/risk-areas/at",
          "/workers/{id}/points-spendings",
          "/decisions/workers/{id}/points-corrections");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Operations.each(
        document,
        (path, method, operation) -> {
          if (takesVersion(path, method, operation)) {
            take(path, operation);
            refuse(path, operation);
          }
          answers(operation)
              .filter(answer -> !ABOUT_SOMETHING_ELSE.contains(path))
              .filter(answer -> isAboutEntry(answer, document))
              .forEach(VersionHeaders::versioned);
        });
  }

  private static boolean takesVersion(String path, HttpMethod method, Operation operation) {
    return switch (method) {
      case POST, PUT ->
          has(operation, "Idempotency-Key")
              && (NAMING_THE_ENTRY.contains(path)
                  || path.contains("{") && !WHATEVER_VERSION.contains(path));
      case DELETE -> true;
      case GET, HEAD, OPTIONS, PATCH, TRACE -> false;
    };
  }

  private static boolean has(Operation operation, String header) {
    return parameters(operation).stream().anyMatch(each -> header.equals(each.getName()));
  }

  private static List<Parameter> parameters(Operation operation) {
    return operation.getParameters() == null ? List.of() : operation.getParameters();
  }

  private static void take(String path, Operation operation) {
    if (!has(operation, HttpHeaders.IF_MATCH)) {
      operation.addParameter(
          OASFactory.createParameter().name(HttpHeaders.IF_MATCH).in(In.HEADER).required(false));
    }
    parameters(operation).stream()
        .filter(each -> HttpHeaders.IF_MATCH.equals(each.getName()))
        .forEach(
            each ->
                each.schema(text())
                    .description(
                        "The ETag of an answer before; refused with 412 if the entry has changed"
                            + (REPLACING.contains(path)
                                ? ", and without it with 428 where something else stands"
                                : "")));
  }

  private static void refuse(String path, Operation operation) {
    operation
        .getResponses()
        .addAPIResponse(
            "412",
            versioned(ProblemResponses.answer("Refused: somebody else changed it meanwhile")));
    if (REPLACING.contains(path)) {
      operation
          .getResponses()
          .addAPIResponse(
              "428",
              versioned(ProblemResponses.answer("Refused: something else stands, look first")));
    } else if (parameters(operation).stream().anyMatch(VersionHeaders::isInsistedOn)) {
      operation.getResponses().addAPIResponse("428", ProblemResponses.answer());
    }
  }

  private static boolean isInsistedOn(Parameter parameter) {
    return HttpHeaders.IF_MATCH.equals(parameter.getName())
        && Boolean.TRUE.equals(parameter.getRequired());
  }

  private static Stream<APIResponse> answers(Operation operation) {
    return operation.getResponses() == null
        ? Stream.of()
        : operation.getResponses().getAPIResponses().values().stream();
  }

  private static APIResponse versioned(APIResponse answer) {
    return answer.addHeader(
        HttpHeaders.ETAG,
        OASFactory.createHeader()
            .description("The version of the entry")
            .required(true)
            .schema(text()));
  }

  private static boolean isAboutEntry(APIResponse answer, OpenAPI document) {
    return answer.getContent() != null
        && answer.getContent().getMediaTypes().values().stream()
            .anyMatch(type -> isAboutEntry(named(type.getSchema(), document), document));
  }

  /** It has a version, or what it shows besides something else has one. */
  private static boolean isAboutEntry(@Nullable Schema schema, OpenAPI document) {
    return hasVersion(schema)
        || schema != null
            && schema.getProperties() != null
            && schema.getProperties().values().stream()
                .anyMatch(each -> hasVersion(named(each, document)));
  }

  private static boolean hasVersion(@Nullable Schema schema) {
    return schema != null
        && schema.getProperties() != null
        && schema.getProperties().containsKey("version");
  }

  private static @Nullable Schema named(@Nullable Schema schema, OpenAPI document) {
    String name = schema == null ? null : schema.getRef();
    return name == null
        ? null
        : document.getComponents().getSchemas().get(name.substring(name.lastIndexOf('/') + 1));
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
