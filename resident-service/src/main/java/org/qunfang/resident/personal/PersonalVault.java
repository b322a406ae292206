package org.qunfang.resident.personal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfHmacJce;
import com.google.crypto.tink.subtle.Random;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what names a person: AES-256-GCM under a key made for this person alone, which is stored
 * sealed under the master key. Both are bound to the person's id, so that no row can be passed off
 * as another's.
 *
 * <p>The key is wrapped as its bare bytes, without a keyset around it: sealing costs microseconds,
 * and a city registers millions.
 */
@Singleton
@Startup
public class PersonalVault {

  private static final int KEY_BYTES = 32;

  private final Aead master;
  private final PrfHmacJce lookup;

  PersonalVault(PersonalKeys keys) throws GeneralSecurityException {
    master = new AesGcmJce(key("qunfang.personal.master-key", keys.masterKey()));
    lookup =
        new PrfHmacJce(
            "HMACSHA256",
            new SecretKeySpec(key("qunfang.personal.lookup-key", keys.lookupKey()), "HMAC"));
  }

  private static byte[] key(String property, String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below, and without the value.
    }
    throw new IllegalStateException(property + " must be 32 bytes in Base64");
  }

  /**
   * Something that can be read with the master key only.
   *
   * @param key the subject's own key, sealed under the master key
   * @param content the content, sealed under the subject's own key
   */
  record Sealed(byte[] key, byte[] content) {}

  Sealed seal(UUID subject, byte[] content) {
    byte[] key = Random.randBytes(KEY_BYTES);
    byte[] bound = bytes(subject);
    try {
      return new Sealed(master.encrypt(key, bound), new AesGcmJce(key).encrypt(content, bound));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  byte[] open(UUID subject, Sealed sealed) {
    byte[] bound = bytes(subject);
    try {
      return new AesGcmJce(master.decrypt(sealed.key(), bound)).decrypt(sealed.content(), bound);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open: another master key, or another's row", e);
    }
  }

  /**
   * The hash that somebody with this document is looked up by; without the key it tells nothing.
   */
  byte[] hash(String document) {
    try {
      return lookup.compute(document.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot hash", e);
    }
  }

  /** Tells two requests with personal data apart without keeping anything of them. */
  public String fingerprint(String request) {
    return HexFormat.of().formatHex(hash("request:" + request));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
