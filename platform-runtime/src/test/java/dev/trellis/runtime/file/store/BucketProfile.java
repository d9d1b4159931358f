package dev.trellis.runtime.file.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An installation whose files lie in a bucket. */
public final class BucketProfile implements QuarkusTestProfile {
  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Store.class));
  }

  /** The server of the tests of this profile, which run in this JVM too. */
  public static final class Store implements QuarkusTestResourceLifecycleManager {
    private S3Server server;

    @Override
    public Map<String, String> start() {
      server = S3Server.start();
      return Map.of(
          "TRELLIS_FILES", server.address("crm"),
          "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
          "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(S3Server.class));
    }

    @Override
    public void stop() {
      server.close();
    }
  }
}
