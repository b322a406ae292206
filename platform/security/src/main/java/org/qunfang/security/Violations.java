package org.qunfang.security;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
