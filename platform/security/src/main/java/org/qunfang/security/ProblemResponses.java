package org.qunfang.security;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Says in the OpenAPI document of every service that whatever is refused is refused as a problem,
 * and with which statuses; an operation that refuses with another one says so itself.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

  /** The name of the answer of a refusal. */
  public static final String PROBLEM = "Problem";

  private static final String OTHERWISE = "default";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    declare(document);
    Operations.each(
        document,
        (path, method, operation) ->
            refusals(method, operation)
                .filter(status -> isOpen(operation.getResponses().getAPIResponse(status)))
                .forEach(status -> operation.getResponses().addAPIResponse(status, answer())));
  }

  /** Of 401 and 403 others have said no more than that they may come. */
  private static boolean isOpen(@Nullable APIResponse answer) {
    return answer == null || answer.getRef() == null && answer.getContent() == null;
  }

  /** What a caller has to reckon with: what is read can be wrong, and what is asked for missing. */
  private static Stream<String> refusals(HttpMethod method, Operation operation) {
    boolean ofSomebody = operation.getSecurity() != null;
    boolean changing = method != HttpMethod.GET;
    boolean reading = operation.getParameters() != null || operation.getRequestBody() != null;
    return Stream.of(
            Stream.of("400").filter(status -> reading),
            Stream.of("401", "403").filter(status -> ofSomebody),
            Stream.of("404").filter(status -> changing || has(operation, In.PATH)),
            Stream.of("409").filter(status -> changing),
            Stream.of("422").filter(status -> changing || has(operation, In.QUERY)),
            Stream.of(OTHERWISE))
        .flatMap(statuses -> statuses);
  }

  private static boolean has(Operation operation, In parameter) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(each -> each.getIn() == parameter);
  }

  private static void declare(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSchema(PROBLEM, problem())
        .addResponse(PROBLEM, answer("Refused, and why (RFC 9457)"));
  }

  /** Any refusal. */
  public static APIResponse answer() {
    return OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM);
  }

  /** A refusal of which there is more to say. */
  public static APIResponse answer(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE.toString(),
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .addProperty("title", text("The status in words"))
        .addProperty(
            "status",
            OASFactory.createSchema().addType(SchemaType.INTEGER).description("The HTTP status"))
        .addProperty("detail", text("Which rule was broken, for a person"))
        .addProperty(
            Problem.CODE, text("Which rule was broken, for a program: stable, UPPER_SNAKE"))
        .required(List.of("title", "status", "detail", Problem.CODE))
        .additionalPropertiesBoolean(true);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
