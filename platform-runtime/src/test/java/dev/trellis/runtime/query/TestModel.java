package dev.trellis.runtime.query;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.catalog.TenantSettings;
import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.Shape;
import dev.trellis.metadata.storage.SlotAllocator;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A tenant's model for tests of queries: every type of field, in slots and in overflow. */
final class TestModel {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final List<ComponentDocument> documents = new ArrayList<>();
  private final List<ObjectStorage> objects = new ArrayList<>();
  private final List<FieldStorage> fields = new ArrayList<>();

  /**
   * @param partition the leaf that holds the tenant
   */
  static TenantModel sales(int tenant, int partition) {
    var model = new TestModel();
    model.object("account");
    model.field("account.industry", "'type':'picklist','values':['retail','steel','Bank']");
    model.field("account.region", "'type':'text'");
    model.field("account.size", "'type':'number','precision':9,'scale':0");
    model.field("account.parent", "'type':'reference','to':'account'");
    model.object("deal");
    model.field("deal.code", "'type':'text','indexed':true");
    model.field("deal.title", "'type':'text'");
    model.field("deal.amount", "'type':'currency','precision':18,'scale':2,'indexed':true");
    model.field("deal.budget", "'type':'currency','precision':12,'scale':2");
    model.field("deal.discount", "'type':'percent','precision':6,'scale':1");
    model.field("deal.weight", "'type':'number','indexed':true");
    model.field("deal.factor", "'type':'number'");
    model.field("deal.hot", "'type':'boolean'");
    model.field("deal.close_date", "'type':'date','indexed':true");
    model.field("deal.due", "'type':'date'");
    model.field("deal.seen_at", "'type':'datetime'");
    model.field("deal.starts", "'type':'time'");
    model.field("deal.took", "'type':'duration'");
    model.field("deal.stage", "'type':'picklist','values':['Prospect','Won','Lost']");
    model.field("deal.tags", "'type':'multi_picklist','values':['a','b','c']");
    model.field("deal.account", "'type':'reference','to':'account'");
    model.field("deal.related", "'type':'reference','to':['account','user']");
    model.field("deal.note", "'type':'long_text'");
    model.field("deal.billing", "'type':'address'");
    model.field("deal.spot", "'type':'geolocation'");
    model.overflow("deal.x_text", "'type':'text'");
    model.overflow("deal.x_amount", "'type':'currency','precision':12,'scale':2");
    model.overflow("deal.x_rate", "'type':'percent','precision':6,'scale':1");
    model.overflow("deal.x_hot", "'type':'boolean'");
    model.overflow("deal.x_date", "'type':'date'");
    model.overflow("deal.x_seen", "'type':'datetime'");
    model.overflow("deal.x_starts", "'type':'time'");
    model.overflow("deal.x_took", "'type':'duration'");
    model.overflow("deal.x_stage", "'type':'picklist','values':['Prospect','Won','Lost']");
    model.overflow("deal.x_tags", "'type':'multi_picklist','values':['a','b','c']");
    model.overflow("deal.x_account", "'type':'reference','to':'account'");
    model.object("wide");
    IntStream.range(0, 450).forEach(i -> model.overflow("wide.w" + i, "'type':'text'"));
    return model.compile(tenant, partition);
  }

  private void object(String name) {
    add("{'kind':'object','name':'" + name + "','label':'x'}");
    objects.add(ObjectStorage.create(objects.size() + 1, name));
  }

  private FieldDefinition field(String name, String properties, boolean overflow) {
    ComponentDocument document =
        add("{'kind':'field','name':'" + name + "','label':'x'," + properties + "}");
    ComponentKey key = document.key();
    int objectId =
        objects.stream()
            .filter(object -> object.name().equals(key.objectName()))
            .findFirst()
            .orElseThrow()
            .objectId();
    List<FieldStorage> siblings = fields.stream().filter(it -> it.objectId() == objectId).toList();
    int fieldId = siblings.size() + 1;
    Shape shape = Shape.of((FieldDefinition) document.component());
    Storage slot = SlotAllocator.allocate(shape, fieldId, SlotAllocator.occupied(siblings));
    Storage storage = overflow ? new Storage.Overflow(String.valueOf(fieldId), slot.type()) : slot;
    fields.add(
        new FieldStorage(objectId, fieldId, key.localName(), storage, shape.scale(), null, false));
    return (FieldDefinition) document.component();
  }

  private void field(String name, String properties) {
    field(name, properties, false);
  }

  private void overflow(String name, String properties) {
    field(name, properties, true);
  }

  private ComponentDocument add(String json) {
    var document = ComponentDocument.of(ComponentReader.parse(json.replace('\'', '"')));
    documents.add(document);
    return document;
  }

  private TenantModel compile(int tenant, int partition) {
    var settings = new TenantSettings(tenant, "acme", "Acme", "en", ZONE, "CNY", partition);
    return new ModelCompiler()
        .compile(CatalogSnapshot.of(settings, 1, documents, objects, fields, List.of()));
  }
}
