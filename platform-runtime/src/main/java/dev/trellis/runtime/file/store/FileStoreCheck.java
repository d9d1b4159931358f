package dev.trellis.runtime.file.store;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes, reads and removes a probe before the program serves, so that a wrong address is a line at
 * the start instead of failing uploads later. Blocks.
 */
public final class FileStoreCheck {
  private FileStoreCheck() {}

  public static void require(FileAddress address) {
    switch (address) {
      case FileAddress.Folder(Path folder) -> require(folder);
      // In a class of its own: who keeps a folder does not load the client.
      case FileAddress.Bucket bucket -> BucketCheck.require(bucket);
    }
  }

  private static void require(Path folder) {
    try {
      Files.delete(Files.createTempFile(Files.createDirectories(folder), "probe", ".new"));
    } catch (IOException e) {
      throw new StartFailure(
          StartProblem.FOLDER_NOT_WRITABLE,
          "the folder of uploaded files " + folder + " cannot be written (" + e + ")",
          "Give this user the right to write there, or set TRELLIS_FILES to another folder",
          e);
    }
  }
}
