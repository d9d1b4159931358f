package dev.trellis.runtime.file.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class S3StoreTest extends FileStoreContract {
  private static final S3Server SERVER = S3Server.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Override
  FileStore open() {
    return FileStore.at(SERVER.bucket("crm/"));
  }

  @Test
  void everythingLiesBelowThePrefixAndInOnePiece() throws IOException {
    Path upload = Files.write(folder.resolve("upload"), bytes(20_000_000));
    try (FileStore store = FileStore.at(SERVER.bucket("other/"))) {
      await(store.put("7/large", upload));
    }
    assertThat(SERVER.keys("other/")).containsExactly("other/7/large");
    assertThat(SERVER.unfinishedUploads()).isZero();
  }

  @Test
  void aStoreThatDoesNotAnswerIsUnavailable() throws IOException {
    Path upload = Files.write(folder.resolve("upload"), bytes(10));
    S3Server stopped = S3Server.start();
    try (FileStore store = FileStore.at(stopped.bucket(""))) {
      stopped.close();
      assertThatThrownBy(() -> await(store.put("7/a", upload)))
          .isInstanceOfSatisfying(
              PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
    assertThat(upload).as("the caller still has it").exists();
  }
}
