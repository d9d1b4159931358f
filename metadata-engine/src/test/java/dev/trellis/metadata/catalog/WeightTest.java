package dev.trellis.metadata.catalog;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weight of a model means bytes: held against what the heap says. */
class WeightTest {
  private static final int TENANTS = 200;

  private final ModelCompiler compiler = new ModelCompiler();

  static List<IntFunction<Snapshots>> tenants() {
    return List.of(WeightTest::fields, WeightTest::choices, WeightTest::layouts);
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void aModelTakesAboutWhatItWeighs(IntFunction<Snapshots> tenant) {
    // What is the same for all tenants is made with the first.
    List<TenantModel> kept = new ArrayList<>(List.of(compile(tenant, TENANTS)));
    long before = used();
    IntStream.range(0, TENANTS).forEach(i -> kept.add(compile(tenant, i)));
    long taken = used() - before;
    long weight = kept.stream().skip(1).mapToLong(TenantModel::weight).sum();
    assertThat((double) weight / taken).isBetween(0.6, 2.5);
  }

  private static Snapshots fields(int tenant) {
    Snapshots snapshot = snapshot();
    for (int object = 0; object < 10; object++) {
      snapshot.object("o" + object);
      for (int field = 0; field < 10; field++) {
        snapshot.field(
            "o" + object + ".f" + field, "'help':'of " + tenant + "','type':'number','scale':2");
      }
    }
    return snapshot;
  }

  private static Snapshots choices(int tenant) {
    return snapshot()
        .object("deal")
        .field("deal.plain", "'type':'picklist','values':[" + list(tenant, "'%s'") + "]")
        .field(
            "deal.full",
            "'type':'picklist','values':["
                + list(tenant, "{'value':'%1$s','label':'The %1$s'}")
                + "]");
  }

  private static Snapshots layouts(int tenant) {
    return snapshot()
        .object("deal")
        .with(
            "{'kind':'layout','name':'deal.main','label':'x','sections':[{'fields':["
                + list(tenant, "'%s'")
                + "]}]}")
        .with(
            "{'kind':'list_view','name':'deal.all','label':'x','columns':["
                + list(tenant, "'%s'")
                + "]}");
  }

  private static String list(int tenant, String form) {
    return IntStream.range(0, 200)
        .mapToObj(i -> form.formatted("t" + tenant + "_" + i))
        .collect(Collectors.joining(","));
  }

  private TenantModel compile(IntFunction<Snapshots> tenant, int number) {
    return compiler.compile(tenant.apply(number).build(number, 3));
  }

  private static long used() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
