package org.qunfang.security;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Says in the OpenAPI document of every service what the code says and the scanner does not see:
 * with which status an operation answers ({@link ResponseStatus}, or that it has nothing to say),
 * where what has begun can be read from now on, and that a body which may be null ({@link
 * Nullable}) may be left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class StatusesAndBodies implements OASFilter {

  private static final List<Class<?>> VERBS =
      List.of(
          GET.class, POST.class, PUT.class, PATCH.class, DELETE.class, HEAD.class, OPTIONS.class);
  private static final Pattern OF_WHICH_KIND = Pattern.compile("\\{\\s*([^:}\\s]+)[^}]*}");
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

  private final Map<String, MethodInfo> methods = new HashMap<>();

  /** The filter of an application that is made of this code. */
  public StatusesAndBodies(IndexView code) {
    for (Class<?> verb : VERBS) {
      for (AnnotationInstance each : code.getAnnotations(verb)) {
        MethodInfo method = each.target().asMethod();
        String path = path(method.declaringClass()) + path(method);
        methods.put(verb.getSimpleName() + " " + (path.isEmpty() ? "/" : path), method);
      }
    }
  }

  private static String path(AnnotationTarget target) {
    AnnotationInstance path = target.declaredAnnotation(Path.class);
    return path == null
        ? ""
        : Arrays.stream(
                OF_WHICH_KIND.matcher(path.value().asString()).replaceAll("{$1}").split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> "/" + part)
            .collect(Collectors.joining());
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Operations.each(document, (path, verb, operation) -> say(operation, method(verb + " " + path)));
  }

  private MethodInfo method(String name) {
    MethodInfo method = methods.get(name);
    if (method == null) {
      throw new IllegalStateException("no method answers " + name);
    }
    return method;
  }

  private static void say(Operation operation, MethodInfo method) {
    int status = status(method);
    APIResponse answer = success(method, operation.getResponses(), status);
    if ((status == RestResponse.StatusCode.CREATED || status == RestResponse.StatusCode.ACCEPTED)
        && speaksOf(method.returnType(), RestResponse.class)) {
      answer.addHeader(
          HttpHeaders.LOCATION,
          OASFactory.createHeader()
              .description("Where it can be read from now on")
              .required(true)
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
    if (operation.getRequestBody() != null && !method.hasAnnotation(RequestBody.class)) {
      operation.getRequestBody().setRequired(!mayBeLeftOut(method));
    }
  }

  private static int status(MethodInfo method) {
    AnnotationInstance said = method.declaredAnnotation(ResponseStatus.class);
    if (said != null) {
      return said.value().asInt();
    }
    return method.returnType().kind() == Type.Kind.VOID || speaksOf(method.returnType(), Void.class)
        ? RestResponse.StatusCode.NO_CONTENT
        : RestResponse.StatusCode.OK;
  }

  private static boolean speaksOf(Type type, Class<?> what) {
    return type.name().toString().equals(what.getName())
        || type.kind() == Type.Kind.PARAMETERIZED_TYPE
            && type.asParameterizedType().arguments().stream()
                .anyMatch(each -> speaksOf(each, what));
  }

  /** The answer of a success: what is said of it, or what the scanner found, at its status. */
  private static APIResponse success(MethodInfo method, APIResponses answers, int status) {
    String own = Integer.toString(status);
    if (!answers.hasAPIResponse(own)) {
      String scanned =
          answers.getAPIResponses().keySet().stream()
              .filter(each -> each.startsWith("2"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException(method + " declares refusals and no success"));
      answers.addAPIResponse(own, answers.getAPIResponse(scanned).description(null));
      answers.removeAPIResponse(scanned);
    }
    APIResponse answer = answers.getAPIResponse(own);
    if (answer.getDescription() == null || answer.getDescription().isBlank()) {
      answer.description(RestResponse.Status.fromStatusCode(status).getReasonPhrase());
    }
    return answer;
  }

  /** Whatever is not the body is annotated with what it is. */
  private static boolean mayBeLeftOut(MethodInfo method) {
    return method.parameters().stream()
        .filter(
            parameter ->
                parameter.declaredAnnotations().stream()
                    .noneMatch(each -> each.name().toString().startsWith("jakarta.ws.rs.")))
        .map(MethodParameterInfo::type)
        .allMatch(type -> type.hasAnnotation(NULLABLE));
  }
}
