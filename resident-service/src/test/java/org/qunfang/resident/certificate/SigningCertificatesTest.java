package org.qunfang.resident.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class SigningCertificatesTest {

  private final PublicJsonWebKey first = key();
  private final PublicJsonWebKey second = key();

  private static PublicJsonWebKey key() {
    try {
      return EcJwkGenerator.generateJwk(EllipticCurves.P256);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Config(String signingKey, Optional<String> formerKeys)
      implements CertificateConfig {

    @Override
    public Duration validity() {
      return Duration.ofDays(7);
    }

    @Override
    public String issuer() {
      return "test";
    }

    @Override
    public Duration listValidity() {
      return Duration.ofMinutes(1);
    }

    @Override
    public int verifications() {
      return 1;
    }

    @Override
    public int verificationsOfOne() {
      return 1;
    }

    @Override
    public Duration verificationsWithin() {
      return Duration.ofSeconds(1);
    }
  }

  private static Signatures signing(String key) {
    return new Signatures(new Config(key, Optional.empty()));
  }

  private static Signatures signing(PublicJsonWebKey key, PublicJsonWebKey... former) {
    String set = new JsonWebKeySet(List.of(former)).toJson(OutputControlLevel.PUBLIC_ONLY);
    return new Signatures(
        new Config(
            key.toJson(OutputControlLevel.INCLUDE_PRIVATE),
            former.length == 0 ? Optional.empty() : Optional.of(set)));
  }

  @Test
  void whatWasSignedIsRecognisedAndNothingElse() {
    Signatures ours = signing(first);
    String token = ours.sign("a", "{\"x\":1}");

    assertThat(ours.verified("a", token)).contains("{\"x\":1}");
    assertThat(ours.verified("b", token)).isEmpty();
    assertThat(signing(second).verified("a", token)).isEmpty();
    assertThat(ours.verified("a", token.substring(0, token.length() - 4) + "AAAA")).isEmpty();
    assertThat(ours.verified("a", "")).isEmpty();
  }

  @Test
  void aFormerKeyIsPublishedAndItsCertificatesStayValid() {
    String before = signing(first).sign("a", "{}");
    Signatures now = signing(second, first);

    assertThat(now.verified("a", before)).contains("{}");
    assertThat(now.verified("a", now.sign("a", "{}"))).contains("{}");
    assertThat(now.keys()).contains("\"kid\"").doesNotContain("\"d\"");
    assertThat(now.keys().split("\"kid\"")).hasSize(3);
    assertThat(signing(second).verified("a", before)).isEmpty();
  }

  @Test
  void withoutAPrivateKeyOfTheRightKindNothingStarts() {
    String secret = OctJwkGenerator.generateJwk(256).toJson(OutputControlLevel.INCLUDE_SYMMETRIC);
    for (String bad :
        List.of("", "{}", "secret", first.toJson(OutputControlLevel.PUBLIC_ONLY), secret)) {
      assertThatThrownBy(() -> signing(bad))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("qunfang.certificate.signing-key")
          .hasNoCause();
    }
  }
}
