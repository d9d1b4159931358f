package dev.trellis.runtime.mail;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Sends mails through the server that {@code TRELLIS_SMTP_URL} names, if it names one. */
@Singleton
public class Postbox {
  private static final int TIMEOUT_MILLISECONDS = 10_000;
  private static final int IDLE_SECONDS = 30;
  private static final int CONNECTIONS = 4;

  private final Optional<MailSettings> settings;
  private final @Nullable MailClient client;

  Postbox(Config config, Vertx vertx) {
    this.settings = MailSettings.read(name -> config.getOptionalValue(name, String.class));
    this.client = settings.map(Postbox::config).map(c -> MailClient.create(vertx, c)).orElse(null);
  }

  public boolean isThere() {
    return client != null;
  }

  /**
   * A page of the interface as a mail has to name it; only where there is a server for mails.
   *
   * @param path begins with a slash
   */
  public String link(String path) {
    return settings.orElseThrow().publicUrl() + path;
  }

  /** False when the server was not there or did not take it: the log says why. */
  public Uni<Boolean> send(Mail mail) {
    if (client == null) {
      return Uni.createFrom().item(false);
    }
    var message =
        new MailMessage()
            .setFrom(settings.orElseThrow().from())
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.text());
    return Uni.createFrom()
        .completionStage(() -> client.sendMail(message).toCompletionStage())
        .replaceWith(true)
        .onFailure()
        .invoke(failure -> Log.warnf("a mail was not sent: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(false);
  }

  private static MailConfig config(MailSettings settings) {
    var config =
        new MailConfig()
            .setHostname(settings.host())
            .setPort(settings.port())
            .setSsl(settings.isEncrypted())
            .setStarttls(
                switch (settings.tls()) {
                  case REQUIRED ->
                      settings.isEncrypted() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED;
                  case OPTIONAL -> StartTLSOptions.OPTIONAL;
                  case OFF -> StartTLSOptions.DISABLED;
                })
            .setLogin(settings.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout(TIMEOUT_MILLISECONDS)
            .setIdleTimeout(IDLE_SECONDS)
            // Off unless asked for: any certificate would do.
            .setHostnameVerificationAlgorithm("HTTPS");
    settings
        .login()
        .ifPresent(login -> config.setUsername(login.user()).setPassword(login.password()));
    return config;
  }

  @PreDestroy
  void close() {
    if (client != null) {
      client.close();
    }
  }
}
