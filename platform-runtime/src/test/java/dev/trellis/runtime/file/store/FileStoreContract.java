package dev.trellis.runtime.file.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of files keeps to. */
abstract class FileStoreContract {
  @TempDir Path folder;
  private FileStore store;

  abstract FileStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void contentComesBackAsItWent() throws IOException {
    byte[] content = bytes(3_000_000);
    await(store.put("7/a", upload(content)));
    assertThat(read("7/a")).isEqualTo(content);
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    await(store.put("7/empty", upload(new byte[0])));
    assertThat(read("7/empty")).isEmpty();
  }

  @Test
  void aWholePieceIsNotFollowedByAnEmptyOne() throws IOException {
    byte[] content = bytes(64 * 1024);
    await(store.put("7/piece", upload(content)));
    assertThat(await(await(store.open("7/piece")).collect().asList()))
        .allSatisfy(piece -> assertThat(piece).isNotEmpty());
    assertThat(read("7/piece")).isEqualTo(content);
  }

  @Test
  void contentIsHandedOverNoFasterThanItIsAskedFor() throws IOException {
    byte[] content = bytes(5_000_000);
    await(store.put("7/large", upload(content)));
    var reader =
        await(store.open("7/large")).subscribe().withSubscriber(AssertSubscriber.create(1));
    reader.awaitItems(1);
    assertThat(reader.getItems()).hasSize(1);
    assertThat(reader.getLastItem().length).isLessThan(content.length / 4);
    reader.cancel();
    assertThat(read("7/large")).as("after a reader that gave up").isEqualTo(content);
  }

  @Test
  void tenantsAndImportsLieApart() throws IOException {
    await(store.put("7/x", upload("seven".getBytes(UTF_8))));
    await(store.put("8/x", upload("eight".getBytes(UTF_8))));
    await(store.put("imports/7/x", upload("import".getBytes(UTF_8))));
    await(store.delete("7/x"));
    assertThat(new String(read("8/x"), UTF_8)).isEqualTo("eight");
    assertThat(new String(read("imports/7/x"), UTF_8)).isEqualTo("import");
  }

  @Test
  void whatIsNotThereIsMissing() {
    assertThatThrownBy(() -> await(store.open("7/none"))).isInstanceOf(ContentMissing.class);
    assertThatThrownBy(() -> await(store.local("7/none", folder.resolve("copy"))))
        .isInstanceOf(ContentMissing.class);
    assertThat(folder.resolve("copy")).doesNotExist();
  }

  @Test
  void deletedContentIsMissingAndMayBeDeletedAgain() throws IOException {
    await(store.put("7/gone", upload("x".getBytes(UTF_8))));
    await(store.delete("7/gone"));
    await(store.delete("7/gone"));
    assertThatThrownBy(() -> await(store.open("7/gone"))).isInstanceOf(ContentMissing.class);
  }

  @Test
  void anUploadThatIsGoneLeavesNothing() {
    assertThatThrownBy(() -> await(store.put("7/broken", folder.resolve("no such upload"))))
        .isNotNull();
    assertThatThrownBy(() -> await(store.open("7/broken"))).isInstanceOf(ContentMissing.class);
  }

  @Test
  void aLocalFileHasTheContent() throws IOException {
    byte[] content = bytes(1_000_000);
    await(store.put("imports/7/table", upload(content)));
    Path local = await(store.local("imports/7/table", folder.resolve("copy")));
    assertThat(local).hasBinaryContent(content);
    Files.deleteIfExists(folder.resolve("copy"));
    assertThat(read("imports/7/table")).as("deleting the copy is no harm").isEqualTo(content);
  }

  @Test
  void nodesThatShareAStoreKnowIt() throws IOException {
    try (FileStore other = open()) {
      assertThat(other.mark()).isEqualTo(store.mark());
    }
  }

  private Path upload(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "upload", ".tmp"), content);
  }

  private byte[] read(String location) {
    var content = new ByteArrayOutputStream();
    Multi<byte[]> pieces = await(store.open(location));
    await(pieces.collect().asList()).forEach(content::writeBytes);
    return content.toByteArray();
  }

  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
