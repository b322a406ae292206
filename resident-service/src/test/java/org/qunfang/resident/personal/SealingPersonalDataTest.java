package org.qunfang.resident.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealingPersonalDataTest {

  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final byte[] CONTENT = "张三".getBytes(StandardCharsets.UTF_8);

  private static PersonalVault vault(int master, int lookup) throws GeneralSecurityException {
    return new PersonalVault(keys(key(master, 32), key(lookup, 32)));
  }

  private static String key(int seed, int length) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) seed);
    return Base64.getEncoder().encodeToString(key);
  }

  private static PersonalKeys keys(String master, String lookup) {
    return new PersonalKeys() {
      @Override
      public String masterKey() {
        return master;
      }

      @Override
      public String lookupKey() {
        return lookup;
      }

      @Override
      public Duration keepAfterLeaving() {
        return Duration.ofDays(90);
      }
    };
  }

  @Test
  void whatIsSealedIsReadWithTheMasterKeyAgain() throws GeneralSecurityException {
    var sealed = vault(1, 2).seal(ONE, CONTENT);
    assertThat(new String(sealed.content(), StandardCharsets.UTF_8)).doesNotContain("张三");
    assertThat(vault(1, 3).open(sealed)).isEqualTo(CONTENT);
  }

  @Test
  void anotherMasterKeyOpensNothing() throws GeneralSecurityException {
    var sealed = vault(1, 2).seal(ONE, CONTENT);
    var other = vault(9, 2);
    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRowCannotBePassedOffAsSomebodyElses() throws GeneralSecurityException {
    var vault = vault(1, 2);
    var sealed = vault.seal(ONE, CONTENT);
    assertThatThrownBy(
            () -> vault.open(new PersonalVault.Sealed(OTHER, sealed.key(), sealed.content())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyoneHasAKeyOfTheirOwn() throws GeneralSecurityException {
    var vault = vault(1, 2);
    var one = vault.seal(ONE, CONTENT);
    var other = vault.seal(ONE, CONTENT);
    assertThatThrownBy(() -> vault.open(new PersonalVault.Sealed(ONE, one.key(), other.content())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPersonIsLookedUpByAHashThatNeedsTheLookupKey() throws GeneralSecurityException {
    assertThat(vault(1, 2).hash("one")).isEqualTo(vault(3, 2).hash("one"));
    assertThat(vault(1, 2).hash("one")).isNotEqualTo(vault(1, 3).hash("one"));
    assertThat(vault(1, 2).hash("one")).isNotEqualTo(vault(1, 2).hash("other"));
  }

  @Test
  void aServiceWithAWrongKeyDoesNotStartAndNamesTheProperty() {
    assertThatThrownBy(() -> new PersonalVault(keys(key(1, 16), key(2, 32))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("qunfang.personal.master-key");
    assertThatThrownBy(() -> new PersonalVault(keys(key(1, 32), "not Base64!")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("qunfang.personal.lookup-key")
        .hasMessageNotContaining("not Base64!");
  }

  @Test
  void whatIsMaskedShowsTheFirstCharacterAndTheLastDigits() {
    var masked =
        new Particulars("张三丰", "11010519491231002X", null, null, "13800001234", null).masked();
    assertThat(masked.name()).isEqualTo("张**");
    assertThat(masked.idNumber()).isEqualTo("**************002X");
    assertThat(masked.telephone()).isEqualTo("*******1234");
    assertThat(new Particulars("A", null, "P1234", "FRA", null, null).masked().passport())
        .isEqualTo("****");
  }

  @Test
  void particularsNeverPrintThemselves() {
    assertThat(new Particulars("张三", "11010519491231002X", null, null, "138", null).toString())
        .doesNotContain("张三", "1949", "138");
  }
}
