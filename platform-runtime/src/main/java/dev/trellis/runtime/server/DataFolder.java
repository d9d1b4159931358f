package dev.trellis.runtime.server;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The folder of all that is kept, locked for this program alone. */
final class DataFolder implements AutoCloseable {
  private static final long NEEDED_MEGABYTES = 256;
  private static final long MEGABYTE = 1024 * 1024;

  /** A channel that nobody holds is closed by the garbage collector, and its lock goes with it. */
  private static final Set<DataFolder> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes, checks and locks the folder; the lock goes with the process, however it ends. */
  static DataFolder open(Path path) {
    try {
      Files.createDirectories(path);
      requireSpace(path);
      var channel =
          FileChannel.open(
              path.resolve("trellis.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        var other = holder(channel);
        channel.close();
        throw new StartFailure(
            StartProblem.ALREADY_RUNNING,
            "another start" + other + " is using the data in " + path,
            "Stop it (./trellis stop), or set TRELLIS_DATA and TRELLIS_PORT for a second one");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      var folder = new DataFolder(path, channel);
      HELD.add(folder);
      return folder;
    } catch (IOException e) {
      throw explained(path, e);
    }
  }

  private static void requireSpace(Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace() / MEGABYTE;
    if (free < NEEDED_MEGABYTES) {
      throw new StartFailure(
          StartProblem.DISK_FULL,
          "the disk of %s has %d MB left, %d MB are needed".formatted(path, free, NEEDED_MEGABYTES),
          "Free some space, or set TRELLIS_DATA to a folder on another disk");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    return pid.isEmpty() ? "" : " (process " + pid + ")";
  }

  /** A problem with files, as the operator can mend it. */
  static StartFailure explained(Path path, IOException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("Disk quota")) {
      return new StartFailure(
          StartProblem.DISK_FULL,
          "the disk of " + path + " is full",
          "Free some space, or set TRELLIS_DATA to a folder on another disk",
          e);
    }
    return new StartFailure(
        StartProblem.FOLDER_NOT_WRITABLE,
        "the data folder "
            + path
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + ": "
            + message
            + ")",
        "Give this user the right to write there, or set TRELLIS_DATA to another folder",
        e);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    HELD.remove(this);
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process in any case.
    }
  }
}
