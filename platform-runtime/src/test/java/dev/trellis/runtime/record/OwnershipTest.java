package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnershipTest {
  private static final String SELLER =
      """
      {"components": [{"kind": "permission_set", "name": "seller", "label": "Seller",
        "objects": {"deal": ["create", "read", "edit"]}, "fields": {"deal.*": "edit"}}]}
      """;

  private final Sales sales = Sales.define();
  private final String admin = me(sales.client());

  @Test
  void withoutTransferARecordKeepsItsOwner() {
    sales.change(SELLER);
    ApiClient seller = sales.user("seller", "seller");
    String deal = created(seller.post("/api/v1/records/deal", "{\"name\": \"Mine\"}"));
    assertForbidden(seller.patch("/api/v1/records/deal/" + deal, owner(admin)));
    assertForbidden(seller.post("/api/v1/records/deal", owner(admin)));
    created(seller.post("/api/v1/records/deal", owner(me(seller))));
    Answer same =
        seller.patch(
            "/api/v1/records/deal/" + deal,
            "{\"name\": \"B\", \"owner_id\": \"%s\"}".formatted(me(seller)));
    assertThat(same.status()).as("a form may send back what stands").isEqualTo(200);
    assertThat(describesOwnerAsEditable(seller)).isFalse();
  }

  @Test
  void withTransferItGetsAnother() {
    ApiClient standard = sales.user("standard", "standard_user");
    String deal = created(standard.post("/api/v1/records/deal", owner(admin)));
    Answer taken = standard.patch("/api/v1/records/deal/" + deal, owner(me(standard)));
    assertThat(taken.json().path("owner_id").asText()).isEqualTo(me(standard));
    assertThat(describesOwnerAsEditable(standard)).isTrue();
  }

  private static boolean describesOwnerAsEditable(ApiClient client) {
    JsonNode deal = client.get("/api/v1/describe/deal").json();
    boolean isEditable =
        StreamSupport.stream(deal.path("fields").spliterator(), false)
            .filter(field -> field.path("name").asText().equals("owner_id"))
            .allMatch(field -> field.path("editable").asBoolean());
    assertThat(deal.path("actions").path("transfer").asBoolean()).isEqualTo(isEditable);
    return isEditable;
  }

  private static String created(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static void assertForbidden(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(answer.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/owner_id");
  }

  private static String owner(String id) {
    return "{\"owner_id\": \"%s\"}".formatted(id);
  }

  private static String me(ApiClient client) {
    return client.get("/api/v1/me").json().path("user").path("id").asText();
  }
}
