package dev.trellis.sdk.error;

/** Who has to act on an error; drives log level and alerts. */
public enum ErrorType {
  USER_ERROR,
  INTERNAL_ERROR,
  INSUFFICIENT_RESOURCES,
  EXTERNAL
}
