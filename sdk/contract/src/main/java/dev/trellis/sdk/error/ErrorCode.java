package dev.trellis.sdk.error;

import java.util.Locale;

/**
 * Why a request failed. The lower-case name is public API ({@code urn:trellis:problem:<code>}): a
 * code may be added, never renamed.
 */
public enum ErrorCode {
  /**
   * The request is not well-formed: broken JSON, invalid UTF-8, a cursor that does not belong here.
   */
  MALFORMED(ErrorType.USER_ERROR, 400),
  /** No valid token or session came with the request. */
  UNAUTHENTICATED(ErrorType.USER_ERROR, 401),
  /** The password is right; the code of the second factor is still to come. */
  SECOND_FACTOR_REQUIRED(ErrorType.USER_ERROR, 401),
  /** Signed in, but not allowed to do this. */
  FORBIDDEN(ErrorType.USER_ERROR, 403),
  /** Not there, or not visible to the caller: the two are not told apart. */
  NOT_FOUND(ErrorType.USER_ERROR, 404),
  METHOD_NOT_ALLOWED(ErrorType.USER_ERROR, 405),
  NOT_ACCEPTABLE(ErrorType.USER_ERROR, 406),
  /** A unique value, name or address is already taken. */
  DUPLICATE(ErrorType.USER_ERROR, 409),
  /** Something else still refers to what should go. */
  IN_USE(ErrorType.USER_ERROR, 409),
  /** Two requests met in a way that only one can win; the caller may try again. */
  CONFLICT(ErrorType.USER_ERROR, 409),
  /** {@code If-Match} names a version that is no longer the current one. */
  STALE_VERSION(ErrorType.USER_ERROR, 412),
  TOO_LARGE(ErrorType.USER_ERROR, 413),
  UNSUPPORTED_MEDIA_TYPE(ErrorType.USER_ERROR, 415),
  /** Understood, but the values are not acceptable; {@code violations} say which. */
  INVALID(ErrorType.USER_ERROR, 422),
  /** Too many requests; {@code Retry-After} says when to come back. */
  TOO_MANY_REQUESTS(ErrorType.INSUFFICIENT_RESOURCES, 429),
  INTERNAL(ErrorType.INTERNAL_ERROR, 500),
  /** The database or another part is away for the moment. */
  UNAVAILABLE(ErrorType.EXTERNAL, 503);

  private final ErrorType type;
  private final int status;

  ErrorCode(ErrorType type, int status) {
    this.type = type;
    this.status = status;
  }

  public ErrorType type() {
    return type;
  }

  /** The HTTP status that carries this code. */
  public int status() {
    return status;
  }

  /** The public spelling. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
