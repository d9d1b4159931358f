package dev.trellis.runtime.operation;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own OpenAPI document says of bodies whose members are each tenant's business that
 * they are JSON. Taken from the methods' signatures it would say bytes, and clients generated from
 * it would read files.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PlatformDocument implements OASFilter {
  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    sayJson(response.getContent());
    return response;
  }

  @Override
  public RequestBody filterRequestBody(RequestBody body) {
    sayJson(body.getContent());
    return body;
  }

  /** Answers are written whole: what may be null is there all the same. */
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getProperties() != null && schema.getRequired() == null) {
      schema.getProperties().entrySet().stream()
          .filter(member -> !isNullable(member.getValue()))
          .forEach(member -> schema.addRequired(member.getKey()));
    }
    return schema;
  }

  private static boolean isNullable(Schema member) {
    return isNull(member)
        || (member.getAnyOf() != null
            && member.getAnyOf().stream().anyMatch(PlatformDocument::isNull));
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL);
  }

  private static void sayJson(@Nullable Content content) {
    if (content == null) {
      return;
    }
    content
        .getMediaTypes()
        .forEach(
            (type, media) -> {
              Schema schema = media.getSchema();
              if (type.endsWith("json") && schema != null && "binary".equals(schema.getFormat())) {
                media.setSchema(
                    OASFactory.createSchema()
                        .description("JSON; GET /api/v1/openapi describes the tenant's records"));
              }
            });
  }
}
