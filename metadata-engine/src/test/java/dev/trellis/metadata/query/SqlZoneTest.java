package dev.trellis.metadata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SqlZoneTest {
  @Test
  void offsetsCountTheOtherWay() {
    assertThat(SqlZone.name(ZoneId.of("Asia/Shanghai"))).isEqualTo("Asia/Shanghai");
    assertThat(SqlZone.name(ZoneId.of("UTC"))).isEqualTo("UTC");
    assertThat(SqlZone.name(ZoneId.of("Z"))).isEqualTo("UTC");
    assertThat(SqlZone.name(ZoneId.of("+08:00"))).isEqualTo("-08:00");
    assertThat(SqlZone.name(ZoneId.of("UTC-5"))).isEqualTo("+05:00");
  }
}
