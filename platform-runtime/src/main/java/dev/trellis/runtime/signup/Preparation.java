package dev.trellis.runtime.signup;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Loads what a change set needs, the compiled schemas above all, beside the start: the first
 * sign-up should not wait for it, and the event loop must not.
 */
@Singleton
class Preparation {
  void begin(@Observes StartupEvent event, Instance<FirstComponents> components) {
    Thread.ofPlatform().daemon().name("prepare-components").start(components::get);
  }
}
