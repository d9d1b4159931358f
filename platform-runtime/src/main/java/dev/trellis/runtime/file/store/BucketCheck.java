package dev.trellis.runtime.file.store;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether a bucket can be used, by an object that comes and goes. Blocks. */
final class BucketCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private BucketCheck() {}

  static void require(FileAddress.Bucket bucket) {
    try (var connection = new S3Connection(bucket)) {
      probe(connection.client(), bucket);
    } catch (CompletionException e) {
      throw explained(bucket, e.getCause() == null ? e : e.getCause());
    } catch (SdkClientException e) {
      throw unreachable(bucket, e);
    }
  }

  /** A name of its own: several nodes may start at once. */
  private static void probe(S3AsyncClient client, FileAddress.Bucket bucket) {
    String key = bucket.prefix() + "probe-" + UUID.randomUUID();
    client
        .putObject(
            request ->
                request
                    .bucket(bucket.name())
                    .key(key)
                    .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE)),
            AsyncRequestBody.fromString("trellis"))
        .join();
    client
        .getObject(
            request ->
                request
                    .bucket(bucket.name())
                    .key(key)
                    .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE)),
            AsyncResponseTransformer.toBytes())
        .join();
    client
        .deleteObject(
            request ->
                request
                    .bucket(bucket.name())
                    .key(key)
                    .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE)))
        .join();
  }

  private static StartFailure explained(FileAddress.Bucket bucket, Throwable failure) {
    return switch (failure) {
      case S3Exception answer -> refused(bucket, answer);
      default -> unreachable(bucket, failure);
    };
  }

  private static StartFailure refused(FileAddress.Bucket bucket, S3Exception answer) {
    String code = code(answer);
    String remedy =
        switch (code) {
          case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
              "Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
          case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
              "Correct region in TRELLIS_FILES";
          case "RequestTimeTooSkewed" -> "Set the clock of this machine";
          case "NoSuchBucket" -> "Create the bucket, or correct its name in TRELLIS_FILES";
          case "AccessDenied" ->
              "Allow the access key s3:PutObject, s3:GetObject and s3:DeleteObject in the bucket";
          default -> "Correct TRELLIS_FILES, or look into the store's log";
        };
    StartProblem problem =
        code.equals("NoSuchBucket")
            ? StartProblem.FILE_STORE_BUCKET_MISSING
            : answer.statusCode() >= 500
                ? StartProblem.FILE_STORE_UNREACHABLE
                : StartProblem.FILE_STORE_REFUSED;
    return new StartFailure(
        problem,
        "the file store refuses " + bucket.shown() + " (" + answer.statusCode() + " " + code + ")",
        remedy,
        answer);
  }

  private static String code(S3Exception answer) {
    var details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static StartFailure unreachable(FileAddress.Bucket bucket, Throwable failure) {
    return new StartFailure(
        StartProblem.FILE_STORE_UNREACHABLE,
        "the file store does not answer for " + bucket.shown() + " (" + innermost(failure) + ")",
        "Start the store, or correct endpoint and region in TRELLIS_FILES",
        failure);
  }

  private static String innermost(Throwable failure) {
    Throwable link = failure;
    while (link.getCause() != null) {
      link = link.getCause();
    }
    return link.toString();
  }
}
