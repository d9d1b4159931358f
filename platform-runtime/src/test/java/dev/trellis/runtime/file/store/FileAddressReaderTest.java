package dev.trellis.runtime.file.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAddressReaderTest {
  private static final Path DATA = Path.of("/data");
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "hidden-key");

  @Test
  void filesLieInTheDataFolderUnlessSaid() {
    assertThat(read(null, KEYS)).isEqualTo(new FileAddress.Folder(Path.of("/data/files")));
    assertThat(read(" ", KEYS)).isEqualTo(new FileAddress.Folder(Path.of("/data/files")));
    assertThat(read("/srv/files", Map.of()))
        .isEqualTo(new FileAddress.Folder(Path.of("/srv/files")));
  }

  @Test
  void aStoreOfOnesOwnIsAddressedByPath() {
    var bucket = bucket("s3://crm/eu//files/?endpoint=http://minio.local:9000&region=eu-central-1");
    assertThat(bucket.name()).isEqualTo("crm");
    assertThat(bucket.prefix()).isEqualTo("eu/files/");
    assertThat(bucket.endpoint()).contains(URI.create("http://minio.local:9000"));
    assertThat(bucket.region()).isEqualTo("eu-central-1");
    assertThat(bucket.isPathStyle()).isTrue();
    assertThat(bucket("s3://crm?endpoint=https://s3.example&path_style=false").isPathStyle())
        .isFalse();
  }

  @Test
  void amazonsIsAddressedByHost() {
    var bucket = bucket("s3://crm?region=eu-west-1");
    assertThat(bucket.endpoint()).isEmpty();
    assertThat(bucket.prefix()).isEmpty();
    assertThat(bucket.isPathStyle()).isFalse();
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(bucket("s3://crm").toString()).doesNotContain("hidden-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/folder",
        "s3:///prefix",
        "s3://id:key@bucket",
        "s3://bucket?endpoint=minio:9000",
        "s3://bucket?endpoint=http://id:key@minio:9000",
        "s3://bucket?path_style=yes",
        "s3://bucket?secret=hidden-key",
        "s3://bucket?region",
      })
  void whatCannotBeMeantIsRefusedWithTheForm(String address) {
    assertThatThrownBy(() -> read(address, KEYS))
        .isInstanceOfSatisfying(
            StartFailure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo(StartProblem.SETTING_INVALID);
              assertThat(failure.line())
                  .contains("TRELLIS_FILES")
                  .contains("s3://bucket/prefix")
                  .doesNotContain("hidden-key");
            });
  }

  @Test
  void aBucketNeedsCredentials() {
    assertThatThrownBy(() -> read("s3://crm", Map.of("AWS_ACCESS_KEY_ID", "id")))
        .isInstanceOfSatisfying(
            StartFailure.class,
            failure -> assertThat(failure.line()).contains("AWS_SECRET_ACCESS_KEY is not set"));
  }

  private static FileAddress.Bucket bucket(String address) {
    return (FileAddress.Bucket) read(address, KEYS);
  }

  private static FileAddress read(String address, Map<String, String> others) {
    var settings = new HashMap<>(others);
    if (address != null) {
      settings.put("TRELLIS_FILES", address);
    }
    return FileAddressReader.read(name -> Optional.ofNullable(settings.get(name)), DATA);
  }
}
