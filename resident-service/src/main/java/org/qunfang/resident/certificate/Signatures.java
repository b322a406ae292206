package org.qunfang.resident.certificate;

import static java.util.Objects.requireNonNull;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Signs what this service certifies, and recognises what it has signed: compact JWS with ES256, so
 * that any library of another place can verify it with the published keys alone.
 */
@Singleton
@Startup
class Signatures {

  private static final String PROPERTY = "qunfang.certificate.signing-key";
  private static final AlgorithmConstraints ES256 =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  private final PublicJsonWebKey current;
  private final Map<String, PublicJsonWebKey> known = new LinkedHashMap<>();

  /** Verified instead of what cannot even be read, so that all refusals take as long. */
  private final String decoy;

  Signatures(CertificateConfig config) {
    try {
      current = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(config.signingKey());
      if (!(current instanceof EllipticCurveJsonWebKey ec)
          || !ec.getCurveName().equals(EllipticCurves.P_256)
          || current.getPrivateKey() == null) {
        throw new IllegalStateException(PROPERTY + " must be a private JSON Web Key on P-256");
      }
      publish(current);
      for (JsonWebKey former : former(config)) {
        publish((PublicJsonWebKey) former);
      }
      PublicJsonWebKey nobodys = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      nobodys.setKeyId(current.getKeyId());
      decoy = sign("certificate", "{}", nobodys);
    } catch (JoseException | ClassCastException e) {
      // Without the cause: its message would quote the key.
      throw new IllegalStateException(PROPERTY + " and former-keys must be JSON Web Keys");
    }
  }

  private static List<JsonWebKey> former(CertificateConfig config) throws JoseException {
    return config.formerKeys().isEmpty()
        ? List.of()
        : new JsonWebKeySet(config.formerKeys().get()).getJsonWebKeys();
  }

  private void publish(PublicJsonWebKey key) {
    key.setKeyId(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
    key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    key.setUse(Use.SIGNATURE);
    known.put(key.getKeyId(), key);
  }

  /** The public keys, as a JSON Web Key Set. */
  String keys() {
    return new JsonWebKeySet(List.copyOf(known.values()))
        .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /** The content, signed with the current key. */
  String sign(String type, String content) {
    try {
      return sign(type, content, current);
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private static String sign(String type, String content, PublicJsonWebKey key)
      throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader(HeaderParameterNames.TYPE, type);
    jws.setPayload(content);
    jws.setKey(key.getPrivateKey());
    return jws.getCompactSerialization();
  }

  /** The content, when it is signed with one of the keys and of that type. */
  Optional<String> verified(String type, String token) {
    JsonWebSignature jws = read(token);
    Optional<String> content = content(jws == null ? requireNonNull(read(decoy)) : jws);
    return jws == null || !type.equals(jws.getHeader(HeaderParameterNames.TYPE))
        ? Optional.empty()
        : content;
  }

  private @Nullable JsonWebSignature read(String token) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ES256);
      jws.setCompactSerialization(token);
      PublicJsonWebKey key = known.get(String.valueOf(jws.getKeyIdHeaderValue()));
      if (key == null) {
        return null;
      }
      jws.setKey(key.getPublicKey());
      return jws;
    } catch (JoseException unreadable) {
      return null;
    }
  }

  private static Optional<String> content(JsonWebSignature jws) {
    try {
      return jws.verifySignature() ? Optional.of(jws.getPayload()) : Optional.empty();
    } catch (JoseException notOurs) {
      return Optional.empty();
    }
  }
}
