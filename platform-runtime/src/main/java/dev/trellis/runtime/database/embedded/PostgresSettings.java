package dev.trellis.runtime.database.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's configuration, sized to the machine.
 *
 * @param durable false only in tests: the data then does not survive a crash of the machine
 */
public record PostgresSettings(long memoryMegabytes, boolean durable) {
  private static final long MEGABYTE = 1024 * 1024;

  /** For data that matters, sized by the memory of the machine or container. */
  public static PostgresSettings forThisMachine() {
    return new PostgresSettings(machineMemory() / MEGABYTE, true);
  }

  /** For tests: small and fast. */
  public static PostgresSettings forTests() {
    return new PostgresSettings(2048, false);
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** A sixteenth of the memory: the program shares the machine with other work. */
  long sharedBuffersMegabytes() {
    return Math.clamp(memoryMegabytes / 16, 128, 1024);
  }

  List<String> arguments(int port, String socketFolder, String logFolder) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", socketFolder);
    settings.put("unix_socket_permissions", "0700");
    settings.put("max_connections", "100");
    // A statement that writes locks the 33 indexes of a partition: all find a place in the quick
    // part of the lock table.
    settings.put("max_locks_per_transaction", "256");
    settings.put("shared_buffers", sharedBuffersMegabytes() + "MB");
    settings.put("effective_cache_size", Math.max(256, memoryMegabytes / 2) + "MB");
    settings.put("maintenance_work_mem", Math.clamp(memoryMegabytes / 64, 64, 512) + "MB");
    settings.put("work_mem", "16MB");
    settings.put("max_wal_size", "2GB");
    settings.put("wal_compression", "on");
    // Solid-state disks: a random page costs hardly more than the next one.
    settings.put("random_page_cost", "1.1");
    // Compiling a plan takes longer than our short statements run.
    settings.put("jit", "off");
    settings.put("logging_collector", "on");
    settings.put("log_directory", logFolder);
    settings.put("log_filename", "postgresql-%a.log");
    settings.put("log_rotation_age", "1d");
    settings.put("log_rotation_size", "0");
    settings.put("log_truncate_on_rotation", "on");
    // DETAIL lines carry values of records.
    settings.put("log_error_verbosity", "terse");
    if (!durable) {
      settings.putAll(
          Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
    }
    return settings.entrySet().stream()
        .flatMap(setting -> List.of("-c", setting.getKey() + "=" + setting.getValue()).stream())
        .toList();
  }
}
