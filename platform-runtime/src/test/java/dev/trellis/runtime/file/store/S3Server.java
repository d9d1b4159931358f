package dev.trellis.runtime.file.store;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server in memory that checks signatures of version 4, with one bucket. */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "trellis-files";
  public static final String ACCESS_KEY = "trellis-test";
  public static final String SECRET_KEY = "a secret of tests";

  private final BlobStore content = new TransientNio2BlobStore();
  private final S3Proxy server;

  private S3Server() throws Exception {
    content.createContainer(BUCKET);
    server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .blobStore(content)
            .build();
    server.start();
  }

  public static S3Server start() {
    try {
      return new S3Server();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** As an operator writes it. */
  public String address(String prefix) {
    return "s3://" + BUCKET + "/" + prefix + "?endpoint=" + endpoint() + "&region=eu-central-1";
  }

  FileAddress.Bucket bucket(String prefix) {
    return bucket(BUCKET, prefix, SECRET_KEY);
  }

  FileAddress.Bucket bucket(String name, String prefix, String secretKey) {
    return new FileAddress.Bucket(
        name,
        prefix,
        Optional.of(endpoint()),
        "eu-central-1",
        true,
        new FileAddress.Credentials(ACCESS_KEY, secretKey));
  }

  public List<String> keys(String prefix) {
    var wanted = ListObjectsV2Request.builder().bucket(BUCKET).prefix(prefix).build();
    return content.list(wanted).contents().stream().map(S3Object::key).toList();
  }

  /** Uploads in parts that were begun and neither completed nor aborted. */
  public int unfinishedUploads() {
    return content.listMultipartUploads(BUCKET).size();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
