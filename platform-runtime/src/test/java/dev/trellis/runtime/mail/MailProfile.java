package dev.trellis.runtime.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An installation that sends mails. */
public final class MailProfile implements QuarkusTestProfile {
  public static final String PUBLIC_URL = "https://crm.example.test";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Server.class));
  }

  /** The server of the tests of this profile, which run in this JVM too. */
  public static final class Server implements QuarkusTestResourceLifecycleManager {
    private static final int ANY_FREE = 0;
    private final GreenMail server =
        new GreenMail(new ServerSetup(ANY_FREE, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
      server.start();
      return Map.of(
          "TRELLIS_SMTP_URL",
          "smtp://127.0.0.1:%d?from=crm@example.test&tls=off".formatted(server.getSmtp().getPort()),
          "TRELLIS_PUBLIC_URL",
          PUBLIC_URL);
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(GreenMail.class));
    }

    @Override
    public void stop() {
      server.stop();
    }
  }
}
