package org.qunfang.security;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which fields of a request break which rule, in an order that does not change from one answer to
 * the next.
 */
final class Violations {

  /** A field as the caller knows it, and the rule; never the value. */
  record Violation(String field, String rule) {}

  private Violations() {}

  /** True when it is our own answer that breaks a rule: a fault, not a refusal. */
  static boolean areOurs(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .flatMap(violation -> nodes(violation).stream())
        .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  /** True when nothing was sent where there has to be a body. */
  static boolean areOfNoBody(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream().anyMatch(Violations::isOfNoBody);
  }

  private static boolean isOfNoBody(ConstraintViolation<?> violation) {
    List<Path.Node> nodes = nodes(violation);
    return violation.getInvalidValue() == null
        && nodes.getLast().getKind() == ElementKind.PARAMETER
        && isBody(
            violation.getRootBeanClass(),
            nodes.getFirst().as(Path.MethodNode.class),
            nodes.getLast().as(Path.ParameterNode.class).getParameterIndex());
  }

  /** Whatever is not the body is annotated with what it is; a proxy does not repeat that. */
  private static boolean isBody(Class<?> resource, Path.MethodNode method, int parameter) {
    return Stream.<Class<?>>iterate(resource, Objects::nonNull, Class::getSuperclass)
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(each -> each.getName().equals(method.getName()))
        .filter(each -> List.of(each.getParameterTypes()).equals(method.getParameterTypes()))
        .flatMap(each -> Arrays.stream(each.getParameterAnnotations()[parameter]))
        .noneMatch(each -> each.annotationType().getPackageName().startsWith("jakarta.ws.rs"));
  }

  static List<Violation> of(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .map(violation -> new Violation(field(violation), violation.getMessage()))
        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::rule))
        .toList();
  }

  /** The path within the body, or the name of a parameter; the names of methods are ours alone. */
  private static String field(ConstraintViolation<?> violation) {
    List<Path.Node> nodes = nodes(violation);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Path.Node node = nodes.get(i);
      boolean last = i == nodes.size() - 1;
      boolean inBody = node.getKind() == ElementKind.PROPERTY;
      if (inBody || (last && node.getKind() == ElementKind.PARAMETER)) {
        names.add(
            node.getIndex() == null
                ? node.getName()
                : "[" + node.getIndex() + "]." + node.getName());
      }
    }
    return String.join(".", names).replace(".[", "[");
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    List<Path.Node> nodes = new ArrayList<>();
    violation.getPropertyPath().forEach(nodes::add);
    return nodes;
  }
}
