package dev.trellis.runtime.file.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FolderStoreTest extends FileStoreContract {
  @Override
  FileStore open() {
    return FileStore.at(new FileAddress.Folder(folder.resolve("store")));
  }

  @Test
  void noLocationLeadsOutOfTheFolder() {
    try (FileStore store = open()) {
      assertThatThrownBy(() -> await(store.open("7/../../secret")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
