package dev.trellis.metadata.access;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.sdk.component.PermissionSetDefinition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultAccessTest {
  private final TenantModel model =
      new ModelCompiler()
          .compile(
              snapshot()
                  .object("deal")
                  .field("deal.amount", "'type':'currency'")
                  .field("deal.margin", "'type':'percent'")
                  .field("deal.no", "'type':'auto_number'")
                  .object("account")
                  .build());
  private final ObjectModel deal = model.object("deal").orElseThrow();
  private final ObjectModel account = model.object("account").orElseThrow();

  @Test
  void theMostSpecificEntryWinsWithinASet() {
    Access access =
        access(
            "'objects':{'deal':['read','edit']},'fields':{'*':'none','deal.*':'edit','deal.margin':'none'}");
    assertThat(access.canEdit(deal, deal.require("amount"))).isTrue();
    assertThat(access.canRead(deal, deal.require("margin"))).isFalse();
    assertThat(access.canEdit(deal, deal.require("no"))).isFalse();
    assertThat(access.canRead(deal, deal.require("no"))).isTrue();
  }

  @Test
  void theMostGenerousSetWins() {
    Access access =
        access(
            "'objects':{'deal':['read']},'fields':{'deal.margin':'none'}",
            "'objects':{'deal':['create']},'fields':{'deal.margin':'read'}");
    assertThat(access.canRead(deal, deal.require("margin"))).isTrue();
    assertThat(access.canEdit(deal, deal.require("margin"))).isFalse();
    assertThat(access.can(deal, ObjectPermission.READ)).isTrue();
    assertThat(access.can(deal, ObjectPermission.CREATE)).isTrue();
    assertThat(access.can(deal, ObjectPermission.DELETE)).isFalse();
  }

  @Test
  void fieldsFollowTheirObjectInASetThatSpeaksOfNone() {
    Access access = access("'objects':{'deal':['read']}");
    assertThat(access.canRead(deal, deal.require("amount"))).isTrue();
    assertThat(access.canEdit(deal, deal.require("amount"))).isFalse();
    Access writing = access("'objects':{'deal':['read','edit']}");
    assertThat(writing.canEdit(deal, deal.require("amount"))).isTrue();
  }

  @Test
  void inASetThatSpeaksOfFieldsTheOthersAreNotVisible() {
    Access access = access("'objects':{'deal':['read']},'fields':{'deal.no':'read'}");
    assertThat(access.canRead(deal, deal.require("no"))).isTrue();
    assertThat(access.canRead(deal, deal.require("amount"))).isFalse();
    assertThat(access.canRead(deal, deal.require("id"))).isTrue();
    assertThat(access.canRead(deal, deal.require("name"))).isTrue();
    assertThat(access.canEdit(deal, deal.require("name"))).isFalse();
    assertThat(access.can(account, ObjectPermission.READ)).isFalse();
  }

  @Test
  void anEntryForAnObjectReplacesTheOneForAll() {
    Access access = access("'objects':{'*':['read','edit'],'deal':['read']}");
    assertThat(access.can(account, ObjectPermission.EDIT)).isTrue();
    assertThat(access.can(deal, ObjectPermission.EDIT)).isFalse();
  }

  @Test
  void largerPermissionsBringTheSmallerOnes() {
    Access access = access("'objects':{'deal':['modify_all'],'account':['view_all']}");
    assertThat(access.can(deal, ObjectPermission.READ)).isTrue();
    assertThat(access.can(deal, ObjectPermission.DELETE)).isTrue();
    assertThat(access.can(deal, ObjectPermission.CREATE)).isFalse();
    assertThat(access.can(account, ObjectPermission.READ)).isTrue();
    assertThat(access.can(account, ObjectPermission.EDIT)).isFalse();
  }

  @Test
  void systemPermissionsAndAppsAddUp() {
    Access access = access("'system':['manage_reports'],'apps':['sales']", "'apps':['service']");
    assertThat(access.has(SystemPermission.MANAGE_REPORTS)).isTrue();
    assertThat(access.has(SystemPermission.CUSTOMIZE)).isFalse();
    assertThat(access.canOpenApp("sales")).isTrue();
    assertThat(access.canOpenApp("service")).isTrue();
    assertThat(access.canOpenApp("other")).isFalse();
    assertThat(access("'apps':['*']").canOpenApp("other")).isTrue();
  }

  @Test
  void theAdministratorMayEverythingWhateverItsDocumentSays() {
    Access access = new DefaultAccess(List.of(set("administrator", "'apps':[]")));
    assertThat(access.can(deal, ObjectPermission.TRANSFER)).isTrue();
    assertThat(access.canEdit(deal, deal.require("margin"))).isTrue();
    assertThat(access.canEdit(deal, deal.require("created_at"))).isFalse();
    assertThat(access.has(SystemPermission.CUSTOMIZE)).isTrue();
    assertThat(access.canOpenApp("any")).isTrue();
  }

  @Test
  void deletionTimesAreSeenByNobody() {
    Access access = new DefaultAccess(List.of(set("administrator", "'apps':[]")));
    assertThat(access.canRead(deal, deal.require("deleted_at"))).isFalse();
  }

  @Test
  void usersCanBeLookedUpAndFilesCannotBeListed() {
    Access access = access("'apps':[]");
    ObjectModel user = model.object("user").orElseThrow();
    ObjectModel file = model.object("file").orElseThrow();
    assertThat(access.can(user, ObjectPermission.READ)).isTrue();
    assertThat(access.can(user, ObjectPermission.EDIT)).isFalse();
    assertThat(access.canRead(user, user.require("name"))).isTrue();
    assertThat(access.canEdit(user, user.require("name"))).isFalse();
    assertThat(access.can(file, ObjectPermission.READ)).isFalse();
  }

  private static Access access(String... sets) {
    return new DefaultAccess(Arrays.stream(sets).map(properties -> set("x", properties)).toList());
  }

  private static PermissionSetDefinition set(String name, String properties) {
    String json = "{'kind':'permission_set','name':'" + name + "','label':'x'," + properties + "}";
    return (PermissionSetDefinition)
        ComponentReader.read(ComponentReader.parse(json.replace('\'', '"')));
  }
}
