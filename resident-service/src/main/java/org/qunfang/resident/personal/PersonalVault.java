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

  /** With these secrets. */
  public PersonalVault(PersonalKeys keys) throws GeneralSecurityException {
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
   * @param subject whose it is
   * @param key the subject's own key, sealed under the master key
   * @param content the content, sealed under the subject's own key
   */
  public record Sealed(UUID subject, byte[] key, byte[] content) {}

  /** Under a new key. */
  Sealed seal(UUID subject, byte[] content) {
    try {
      byte[] key = Random.randBytes(KEY_BYTES);
      return new Sealed(
          subject, master.encrypt(key, bytes(subject)), encrypt(subject, key, content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /** Under the key that the subject has. */
  Sealed seal(UUID subject, byte[] sealedKey, byte[] content) {
    try {
      byte[] key = master.decrypt(sealedKey, bytes(subject));
      return new Sealed(subject, sealedKey, encrypt(subject, key, content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal again: another master key", e);
    }
  }

  private static byte[] encrypt(UUID subject, byte[] key, byte[] content)
      throws GeneralSecurityException {
    return new AesGcmJce(key).encrypt(content, bytes(subject));
  }

  byte[] open(Sealed sealed) {
    byte[] bound = bytes(sealed.subject());
    try {
      return new AesGcmJce(master.decrypt(sealed.key(), bound)).decrypt(sealed.content(), bound);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open: another master key, or another's row", e);
    }
  }

  /**
   * A key for what lies together and vanishes together, such as a file on its way into the
   * register: sealed, and bound to its subject.
   */
  public byte[] newKey(UUID subject) {
    try {
      return master.encrypt(Random.randBytes(KEY_BYTES), bytes(subject));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /** Seals a part of it under such a key, bound to its number. */
  public byte[] seal(UUID subject, byte[] key, int part, byte[] content) {
    try {
      return under(subject, key).encrypt(content, bytes(subject, part));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /** Opens such a part. */
  public byte[] open(UUID subject, byte[] key, int part, byte[] sealed) {
    try {
      return under(subject, key).decrypt(sealed, bytes(subject, part));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open: another master key, or another's part", e);
    }
  }

  private Aead under(UUID subject, byte[] key) throws GeneralSecurityException {
    return new AesGcmJce(master.decrypt(key, bytes(subject)));
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

  /** The same, short: enough to find a few candidates by, which are then looked at. */
  long shortHash(String known) {
    return ByteBuffer.wrap(hash(known)).getLong();
  }

  /** The same, as long as an id. */
  UUID hashId(String known) {
    ByteBuffer hash = ByteBuffer.wrap(hash(known));
    return new UUID(hash.getLong(), hash.getLong());
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

  private static byte[] bytes(UUID id, int part) {
    return ByteBuffer.allocate(20).put(bytes(id)).putInt(part).array();
  }
}
