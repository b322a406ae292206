package org.qunfang.resident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationOrdered;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class CertifyingHealthTest {

  private static final String VERIFICATIONS = "/certificates/verifications";

  Tokens tokens;
  KafkaPart kafka;
  PostgresPart.Database database;
  Caller cadre;
  Caller street;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    street = Caller.person(tokens, "street-wuyangba");
  }

  private String certificate(String resident) {
    return cadre
        .post("/certificates", Map.of("resident", resident))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String token(String certificate) {
    return cadre
        .get("/certificates/" + certificate + "/token")
        .statusCode(200)
        .contentType("application/jose")
        .header("Cache-Control", equalTo("no-store"))
        .extract()
        .asString();
  }

  private static ValidatableResponse verify(String token) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("token", token))
        .post(VERIFICATIONS)
        .then();
  }

  @Test
  void aCertificateIsVerifiedAnywhereWithThePublishedKeys() throws JoseException {
    String id = certificate(cadre.resident());
    JsonWebSignature shown = new JsonWebSignature();
    shown.setCompactSerialization(token(id));
    PublicJsonWebKey key =
        (PublicJsonWebKey)
            new JsonWebKeySet(
                    given().get("/certificates/keys").then().statusCode(200).extract().asString())
                .findJsonWebKey(shown.getKeyIdHeaderValue(), "EC", "sig", "ES256");
    assertThat(key.getPrivateKey()).isNull();
    shown.setKey(key.getPublicKey());

    assertThat(shown.verifySignature()).isTrue();
    assertThat(shown.getPayload())
        .contains("\"jti\":\"" + id + "\"", "\"div\":\"422801001008\"", "\"name\":\"某**\"")
        .doesNotContain("某甲")
        .containsPattern("\"doc\":\"[0-9]{3}[0-9X]\"");
  }

  @Test
  void whoIsShownItLearnsForWhomItIsAndNoMore() {
    verify(token(certificate(cadre.resident())))
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("name", equalTo("某**"))
        .body("document", not(nullValue()))
        .body("community", equalTo("422801001008"))
        .body("size()", equalTo(6));
  }

  @Test
  void whateverIsWrongTheAnswerIsTheSame() throws JoseException {
    String good = token(certificate(cadre.resident()));
    String revoked = certificate(cadre.resident());
    String revokedToken = token(revoked);
    street
        .post(
            "/decisions/certificates/" + revoked + "/revocation",
            Map.of("reason", "ISSUED_IN_ERROR"))
        .statusCode(200)
        .body("reason", equalTo("ISSUED_IN_ERROR"));
    PublicJsonWebKey forger = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    JsonWebSignature forged = new JsonWebSignature();
    JsonWebSignature original = new JsonWebSignature();
    original.setCompactSerialization(good);
    forged.setAlgorithmHeaderValue("ES256");
    forged.setKeyIdHeaderValue(original.getKeyIdHeaderValue());
    forged.setHeader("typ", "hqc+jwt");
    forged.setPayload(
        new String(Base64.getUrlDecoder().decode(good.split("\\.")[1]), StandardCharsets.UTF_8));
    forged.setKey(forger.getPrivateKey());
    String none =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + good.split("\\.")[1]
            + ".";
    String list = given().get("/certificates/revoked").then().extract().asString();

    for (String bad :
        List.of(
            revokedToken,
            forged.getCompactSerialization(),
            none,
            list,
            "a.b.c",
            "",
            "王二",
            good + "x")) {
      verify(bad).statusCode(200).body("valid", equalTo(false)).body("size()", equalTo(1));
    }
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("token", "x".repeat(2001)))
        .post(VERIFICATIONS)
        .then()
        .statusCode(422);
    given().contentType(ContentType.JSON).body("{}").post(VERIFICATIONS).then().statusCode(422);
  }

  @Test
  void anExpiredOneIsNotValidEither() throws SQLException {
    String id = certificate(cadre.resident());
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update health_certificate set issued = '2020-02-01', expires = '2020-02-08' where id = '"
              + id
              + "'");
    }
    cadre
        .get("/certificates/" + id + "/token")
        .statusCode(409)
        .body("code", equalTo("CERTIFICATE_EXPIRED"));
  }

  @Test
  void whoeverIsACaseOrAContactGetsNoneAndLosesTheOneThereIs() {
    List<String> people = cadre.residents(2);
    String first = certificate(people.get(0));
    String second = certificate(people.get(1));
    String shown = token(first);
    String caseId =
        cadre
            .post("/cases", Map.of("resident", people.get(0), "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    cadre
        .get("/certificates/" + first)
        .body("reason", equalTo("CASE_REPORTED"))
        .body("version", equalTo(2));
    verify(shown).body("valid", equalTo(false));
    cadre
        .post("/certificates", Map.of("resident", people.get(0)))
        .statusCode(409)
        .body("code", equalTo("NOT_CERTIFIABLE"))
        .body("reasons", equalTo(List.of("OPEN_CASE")));

    String contact =
        cadre
            .post(
                "/cases/" + caseId + "/contacts",
                Map.of(
                    "resident",
                    people.get(1),
                    "contactClass",
                    "CLOSE",
                    "lastExposure",
                    "2020-02-01",
                    "setting",
                    "HOUSEHOLD"))
            .statusCode(201)
            .extract()
            .path("id");
    cadre.get("/certificates/" + second).body("reason", equalTo("CONTACT_TRACED"));
    cadre
        .post("/certificates", Map.of("resident", people.get(1)))
        .statusCode(409)
        .body("reasons", equalTo(List.of("WATCHED_CONTACT")));
    cadre
        .get("/certificates/" + second + "/token")
        .statusCode(409)
        .body("code", equalTo("CERTIFICATE_REVOKED"));
    cadre.get("/certificates?revoked=true&resident=" + people.get(1)).body("$", hasSize(1));

    cadre.post("/contacts/" + contact + "/clearance").statusCode(200);
    String third = certificate(people.get(1));
    cadre
        .post(
            "/contacts/" + contact + "/exposures",
            Map.of("lastExposure", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()))
        .statusCode(200)
        .body("status", equalTo("WATCHED"));
    cadre.get("/certificates/" + third).body("reason", equalTo("CONTACT_TRACED"));
  }

  @Test
  void whoIsToBeIsolatedLosesItToo() {
    String resident = cadre.resident();
    String id = certificate(resident);
    UUID order = UUID.randomUUID();
    UUID person = UUID.fromString(resident);
    Instant now = Instant.now();
    LocalDate due = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(14);
    try (Neighbour others = new Neighbour(kafka.bootstrapServers())) {
      others.tells(
          "isolation-" + order,
          1,
          now,
          new IsolationOrdered(order, person, IsolationKind.HOME, IsolationReason.OTHER, due));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> cadre.get("/certificates/" + id).body("reason", equalTo("ISOLATION_ORDERED")));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  cadre
                      .post("/certificates", Map.of("resident", resident))
                      .statusCode(409)
                      .body("reasons", equalTo(List.of("ISOLATED"))));
      others.tells(
          "isolation-" + order,
          2,
          now.plusSeconds(1),
          new IsolationReleased(
              order,
              person,
              IsolationKind.HOME,
              IsolationReason.OTHER,
              ReleaseGround.ORDERED_IN_ERROR,
              false));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> cadre.post("/certificates", Map.of("resident", resident)).statusCode(201));
    }
  }

  @Test
  void whoIsForgottenIsNamedNowhere() {
    String resident = cadre.resident();
    String id = certificate(resident);
    street.delete("/decisions/residents/" + resident + "/personal-file").statusCode(204);
    cadre.get("/certificates/" + id).body("reason", equalTo("HOLDER_FORGOTTEN"));
    cadre.get("/certificates/" + id + "/token").statusCode(409);
    cadre
        .post("/certificates", Map.of("resident", resident))
        .statusCode(409)
        .body("code", equalTo("NOBODY_TO_NAME"));
  }

  @Test
  void nothingThatIsKeptOrToldNamesTheHolder() throws SQLException {
    String id = certificate(cadre.resident());
    token(id);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (String query :
          List.of(
              "select string_agg(e::text, ' ') from event e where stream = 'certificate-"
                  + id
                  + "'",
              "select string_agg(c::text, ' ') from health_certificate c where id = '" + id + "'",
              "select coalesce(string_agg(a::text, ' '), '') from answered_command a where answer"
                  + " like '%"
                  + id
                  + "%'")) {
        try (var rows = statement.executeQuery(query)) {
          rows.next();
          assertThat(rows.getString(1)).doesNotContain("某", "eyJ");
        }
      }
    }
  }

  @Test
  void aTelephoneReadsTheQrCode() throws IOException, ReaderException {
    String id = certificate(cadre.resident());
    byte[] png =
        cadre
            .get("/certificates/" + id + "/qr")
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    String read =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(
                    new HybridBinarizer(
                        new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                Map.of(DecodeHintType.PURE_BARCODE, true))
            .getText();
    verify(read).body("valid", equalTo(true));
  }

  private static ValidatableResponse verify(String token, String address) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType(ContentType.JSON)
        .body(Map.of("token", token))
        .post(VERIFICATIONS)
        .then();
  }

  /** So many cannot be tried that somebody finds one by trying, or keeps others from asking. */
  @Test
  void whoAsksTooOftenIsRefusedAndNobodyElse() {
    List<Integer> answers =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> verify("a.b.c", "198.51.100.7").extract().statusCode())
            .toList();
    assertThat(answers).contains(200, 429);
    verify("a.b.c", "198.51.100.7")
        .statusCode(429)
        .header("Retry-After", equalTo("10"))
        .body("code", equalTo("TOO_MANY_VERIFICATIONS"));
    verify("a.b.c", "198.51.100.8").statusCode(200);
  }

  @Test
  void otherDivisionsSeeNothing() {
    String id = certificate(cadre.resident());
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    Stream.of("", "/token", "/qr")
        .forEach(path -> guanpo.get("/certificates/" + id + path).statusCode(404));
    guanpo.post("/certificates", Map.of("resident", cadre.resident())).statusCode(404);
    cadre.post("/certificates", Map.of("resident", UUID.randomUUID())).statusCode(404);
    cadre.post("/certificates", Map.of()).statusCode(422);
    street
        .post(
            "/decisions/certificates/" + UUID.randomUUID() + "/revocation",
            Map.of("reason", "HOLDER_ASKED"))
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CERTIFICATE"));
  }
}
