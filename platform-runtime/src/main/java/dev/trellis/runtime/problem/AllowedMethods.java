package dev.trellis.runtime.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods that an address answers to: a 405 has to name them, and the router does not. */
@Singleton
class AllowedMethods {
  private record Route(Pattern path, String method) {}

  private final List<Route> routes = new ArrayList<>();

  AllowedMethods(BeanManager beans) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Path root = bean.getBeanClass().getAnnotation(Path.class);
      if (root != null) {
        for (Method method : bean.getBeanClass().getMethods()) {
          add(root.value(), method);
        }
      }
    }
  }

  private void add(String root, Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        routes.add(new Route(pattern(root, method.getAnnotation(Path.class)), verb.value()));
      }
    }
  }

  /** {@code /records/{object}} matches {@code /records/deal} and {@code /records/deal/}. */
  private static Pattern pattern(String root, @Nullable Path more) {
    String template = more == null ? root : root + "/" + more.value();
    return Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+") + "/?");
  }

  /** Whether an address is there, but not for this method. */
  boolean refuse(String method, String path) {
    Set<String> methods = methods(path);
    return methods.size() > 1 && !methods.contains(method);
  }

  /** As the {@code Allow} header has it. */
  String of(String path) {
    return String.join(", ", methods(path));
  }

  private Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS));
    for (Route route : routes) {
      if (route.path().matcher(path).matches()) {
        methods.add(route.method());
        if (route.method().equals(HttpMethod.GET)) {
          methods.add(HttpMethod.HEAD);
        }
      }
    }
    return methods;
  }
}
