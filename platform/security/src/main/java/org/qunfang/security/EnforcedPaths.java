package org.qunfang.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Which addresses Keycloak decides about: what people administer ({@code /admin/…}) and decide
 * ({@code /decisions/…}). There a change of policy in Keycloak takes effect at once, for the price
 * of one question to it per request.
 *
 * <p>All other addresses are checked here, by {@code @RolesAllowed} and {@link DivisionScope} from
 * the verified token, and go on for the life of their tokens while Keycloak is away: a gate must
 * not close because a server is restarted.
 */
@Singleton
class EnforcedPaths {

  /** Settings of the boundary between what Keycloak decides and what is checked here. */
  @ConfigMapping(prefix = "qunfang.enforced")
  interface Settings {

    /** First segments of the paths that Keycloak decides about. */
    @WithDefault("/admin,/decisions")
    List<String> paths();
  }

  private final List<String> roots;

  EnforcedPaths(Settings settings) {
    roots = List.copyOf(settings.paths());
  }

  boolean contain(String normalizedPath) {
    for (String root : roots) {
      if (normalizedPath.startsWith(root)
          && (normalizedPath.length() == root.length()
              || "/;".indexOf(normalizedPath.charAt(root.length())) >= 0)) {
        return true;
      }
    }
    return false;
  }
}
