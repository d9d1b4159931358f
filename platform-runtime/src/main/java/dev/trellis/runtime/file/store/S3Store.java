package dev.trellis.runtime.file.store;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.core.FileTransformerConfiguration;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Files as objects of a bucket. An object is sent in one request, which the store keeps whole or
 * not at all: uploads are 1 GiB at most, so there are no parts that could be left behind.
 */
final class S3Store implements FileStore {
  private final FileAddress.Bucket bucket;
  private final S3Connection connection;
  private final S3AsyncClient client;

  S3Store(FileAddress.Bucket bucket) {
    this.bucket = bucket;
    this.connection = new S3Connection(bucket);
    this.client = connection.client();
  }

  /** Of the bucket's name alone: nodes may reach it by different addresses. */
  @Override
  public UUID mark() {
    return UUID.nameUUIDFromBytes(
        ("s3://" + bucket.name() + "/" + bucket.prefix()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Uni<Void> put(String location, Path source) {
    return sent(
            location,
            () ->
                client.putObject(
                    object ->
                        // Should the bucket ever be readable to browsers, they run nothing of it.
                        object
                            .bucket(bucket.name())
                            .key(key(location))
                            .contentType("application/octet-stream")
                            .contentDisposition("attachment"),
                    AsyncRequestBody.fromFile(source)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Multi<byte[]>> open(String location) {
    return sent(
            location,
            () -> client.getObject(wanted(location), AsyncResponseTransformer.toPublisher()))
        .map(
            content ->
                Multi.createFrom()
                    .publisher(FlowAdapters.toFlowPublisher(content))
                    .map(S3Store::bytes));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public Uni<Path> local(String location, Path scratch) {
    return sent(
            location,
            () ->
                client.getObject(
                    wanted(location),
                    AsyncResponseTransformer.toFile(
                        scratch, FileTransformerConfiguration.defaultCreateOrReplaceExisting())))
        .replaceWith(scratch);
  }

  @Override
  public Uni<Void> delete(String location) {
    return sent(
            location,
            () -> client.deleteObject(object -> object.bucket(bucket.name()).key(key(location))))
        .replaceWithVoid();
  }

  @Override
  public void close() {
    connection.close();
  }

  private GetObjectRequest wanted(String location) {
    return GetObjectRequest.builder().bucket(bucket.name()).key(key(location)).build();
  }

  private String key(String location) {
    return bucket.prefix() + location;
  }

  /** Goes on with a worker: the client's own threads are for its connections. */
  private static <T> Uni<T> sent(String location, Supplier<CompletionStage<T>> request) {
    return Uni.createFrom()
        .completionStage(request)
        .onFailure()
        .transform(failure -> explained(location, failure))
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private static Throwable explained(String location, Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          explained(location, wrapped.getCause());
      case NoSuchKeyException missing -> new ContentMissing(location, missing);
      case SdkClientException unreachable -> unavailable(unreachable);
      case S3Exception refused when refused.statusCode() >= 500 -> unavailable(refused);
      default -> failure;
    };
  }

  private static PlatformException unavailable(Throwable cause) {
    return PlatformException.of(ErrorCode.UNAVAILABLE, "unavailable").causedBy(cause);
  }
}
