package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TokenTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] SALT = {1, 2, 3};

  @Test
  void aTokenIsReadBackWithItsKindAndTenant() {
    for (Token.Kind kind : Token.Kind.values()) {
      Token token = Token.random(kind, Integer.MAX_VALUE, RANDOM);
      assertThat(Token.parse(token.text())).contains(token);
    }
  }

  @Test
  void twoTokensAreNeverTheSame() {
    assertThat(Token.random(Token.Kind.ACCESS, 1, RANDOM).hash())
        .isNotEqualTo(Token.random(Token.Kind.ACCESS, 1, RANDOM).hash());
  }

  @Test
  void whatIsNoTokenIsNotRead() {
    String text = Token.random(Token.Kind.ACCESS, 1, RANDOM).text();
    for (String other :
        new String[] {
          "",
          "ta_",
          text + "A",
          text.substring(1),
          "tx_" + text.substring(3),
          "ta_" + "!".repeat(48),
          "ta_" + "A".repeat(48),
          "ta_" + "_".repeat(48)
        }) {
      assertThat(Token.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void successorsFollowFromTokenAndSaltAlone() {
    Token token = Token.random(Token.Kind.REFRESH, 7, RANDOM);
    Token access = token.successor(Token.Kind.ACCESS, SALT);
    assertThat(token.successor(Token.Kind.ACCESS, SALT)).isEqualTo(access);
    assertThat(access.tenantId()).isEqualTo(7);
    assertThat(token.successor(Token.Kind.ACCESS, new byte[] {4})).isNotEqualTo(access);
    assertThat(token.successor(Token.Kind.REFRESH, SALT).text().substring(3))
        .isNotEqualTo(access.text().substring(3));
  }

  @Test
  void aTokenDoesNotShowItself() {
    Token token = Token.random(Token.Kind.API_KEY, 7, RANDOM);
    assertThat(token.toString()).doesNotContain(token.text());
  }
}
