package dev.trellis.runtime.startup;

/** What can keep the program from starting; scripts and tests tell them apart by exit code. */
public enum StartProblem {
  SETTING_INVALID(20),
  PORT_TAKEN(21),
  FOLDER_NOT_WRITABLE(22),
  DISK_FULL(23),
  ALREADY_RUNNING(24),
  DATABASE_UNREACHABLE(25),
  DATABASE_REFUSED_SIGN_IN(26),
  DATABASE_TOO_OLD(27),
  DATABASE_PRIVILEGES(28),
  DATABASE_BROKEN(29),
  MIGRATION_FAILED(30),
  SERVER_FAILED(31),
  FILE_STORE_UNREACHABLE(32),
  FILE_STORE_REFUSED(33),
  FILE_STORE_BUCKET_MISSING(34);

  private final int exitCode;

  StartProblem(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
