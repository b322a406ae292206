package org.qunfang.testing.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Keycloak realm as it is imported.
 *
 * @param name its name in addresses
 * @param json the whole of it
 */
public record Realm(String name, String json) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The project's realm with the people and machines of the demo laid over it, from {@code
   * deploy/keycloak}. Production imports the first file alone.
   */
  public static Realm withDemoUsers() {
    var folder = Project.root().resolve("deploy/keycloak");
    try {
      var realm = (ObjectNode) JSON.readTree(folder.resolve("realm-qunfang.json").toFile());
      var over = (ObjectNode) JSON.readTree(folder.resolve("demo-users.json").toFile());
      return new Realm(realm.path("realm").asText(), layOver(realm, over).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients of one id are merged, other clients and users appended, other members replaced. */
  static ObjectNode layOver(ObjectNode realm, ObjectNode over) {
    for (var member : over.properties()) {
      switch (member.getKey()) {
        case "clients" ->
            member.getValue().forEach(each -> merge(realm.withArray("clients"), each));
        case "users" -> realm.withArray("users").addAll((ArrayNode) member.getValue());
        default -> realm.set(member.getKey(), member.getValue());
      }
    }
    return realm;
  }

  private static void merge(ArrayNode clients, JsonNode over) {
    for (var each : clients) {
      if (each.path("clientId").equals(over.path("clientId"))) {
        ((ObjectNode) each).setAll((ObjectNode) over);
        return;
      }
    }
    clients.add(over);
  }

  /** Tells two realms apart. */
  String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + "-realm.json"), json);
  }
}
