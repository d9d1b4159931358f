package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.convert.Conversion;
import dev.trellis.metadata.change.convert.Converted;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finishes conversions that need other records: names become references and the other way. */
final class ConversionLookups {
  private final RecordLookups lookups;
  private final TenantModel before;
  private final TenantModel after;

  ConversionLookups(Tx tx, TenantModel before, TenantModel after) {
    this.lookups = new RecordLookups(tx);
    this.before = before;
    this.after = after;
  }

  /** What finishes the conversions of one field, once everything they ask for has been read. */
  Uni<Function<Converted, Converted>> finisher(
      Conversion conversion, Collection<Converted> conversions) {
    Set<String> names = new LinkedHashSet<>();
    Set<UUID> named = new LinkedHashSet<>();
    Set<UUID> ids = new LinkedHashSet<>();
    for (Converted converted : conversions) {
      switch (converted) {
        case Converted.RecordNamed(String name) -> names.add(name);
        case Converted.NameOfRecord(_, UUID id) -> named.add(id);
        case Converted.RecordWithId(_, UUID id) -> ids.add(id);
        case Converted.Done _, Converted.Failed _ -> {}
      }
    }
    List<ObjectModel> targets = targets(conversion.to(), after);
    List<ObjectModel> sources = targets(conversion.from(), before);
    return Uni.combine()
        .all()
        .unis(
            lookups.byName(targets, names),
            lookups.names(sources, named),
            lookups.objectsOf(targets, ids))
        .asTuple()
        .map(
            found ->
                converted ->
                    switch (converted) {
                      case Converted.Done _, Converted.Failed _ -> converted;
                      case Converted.RecordNamed(String name) ->
                          ofName(conversion.to(), found.getItem1(), name);
                      case Converted.NameOfRecord(_, UUID id) ->
                          ofRecord(conversion, found.getItem2().get(id));
                      case Converted.RecordWithId(Integer objectId, UUID id) ->
                          ofId(conversion.to(), found.getItem3().get(id), objectId, id);
                    });
  }

  private static List<ObjectModel> targets(FieldModel field, TenantModel model) {
    var targets = new ArrayList<ObjectModel>();
    if (field.type() instanceof FieldType.Reference reference) {
      reference.to().forEach(name -> model.object(name).ifPresent(targets::add));
    }
    return targets;
  }

  private static Converted ofName(
      FieldModel to, Map<String, Set<RecordLookups.Found>> found, String name) {
    Set<RecordLookups.Found> same = found.getOrDefault(UniqueValues.normalise(name), Set.of());
    if (same.size() != 1) {
      String code = same.isEmpty() ? "reference_not_found" : "reference_ambiguous";
      return new Converted.Failed(
          Violation.of("/" + to.name(), code, "value", name, "matches", same.size()));
    }
    RecordLookups.Found one = same.iterator().next();
    return reference(to, one.objectId(), one.id());
  }

  private static Converted ofRecord(Conversion conversion, @Nullable String name) {
    return name == null ? new Converted.Done(null) : conversion.ofName(name);
  }

  private static Converted ofId(
      FieldModel to, @Nullable Integer foundIn, @Nullable Integer saidToBeIn, UUID id) {
    return foundIn == null || (saidToBeIn != null && !saidToBeIn.equals(foundIn))
        ? new Converted.Failed(
            Violation.of("/" + to.name(), "reference_not_found", "value", id.toString()))
        : reference(to, foundIn, id);
  }

  private static Converted reference(FieldModel to, int objectId, UUID id) {
    var type = (FieldType.Reference) to.type();
    return new Converted.Done(type.isPolymorphic() ? new ReferenceValue(objectId, id) : id);
  }
}
