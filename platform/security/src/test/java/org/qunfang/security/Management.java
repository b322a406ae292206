package org.qunfang.security;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where the service under test answers to its operator. */
final class Management {

  private Management() {}

  static int port() {
    return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
  }
}
