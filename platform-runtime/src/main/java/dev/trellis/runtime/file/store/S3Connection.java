package dev.trellis.runtime.file.store;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The client of a bucket, set up by our settings alone: no profile of the user's home. */
final class S3Connection implements AutoCloseable {
  /** Each download that is under way holds one. */
  private static final int CONNECTIONS = 200;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final EventLoopGroup threads;
  private final S3AsyncClient client;

  S3Connection(FileAddress.Bucket bucket) {
    // Our own, because the client would let its threads linger for two seconds when it ends.
    threads = new NioEventLoopGroup(2, new DefaultThreadFactory("file-store", true));
    client = client(bucket, threads);
  }

  private static S3AsyncClient client(FileAddress.Bucket bucket, EventLoopGroup threads) {
    var builder =
        S3AsyncClient.builder()
            .region(Region.of(bucket.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        bucket.credentials().accessKey(), bucket.credentials().secretKey())))
            .forcePathStyle(bucket.isPathStyle())
            // Many stores that are not Amazon's refuse the newer checksum headers.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                settings -> settings.defaultProfileFile(ProfileFile.aggregator().build()))
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroup(SdkEventLoopGroup.create(threads, NioSocketChannel::new))
                    .maxConcurrency(CONNECTIONS)
                    .connectionTimeout(CONNECT)
                    .readTimeout(SILENCE)
                    .writeTimeout(SILENCE));
    bucket.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  S3AsyncClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    var _ = threads.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS);
  }
}
