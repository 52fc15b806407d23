package dev.tidewright.apiserver.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceTypes;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ServedSchemasTest {
    private final CustomKinds kinds = new CustomKinds(ResourceTypes.builtIn());
    private final Schemas schemas = new ServedSchemas(kinds);

    @Test
    void knowsHowKubernetesOwnKindsMerge() {
        Schema pod = schemas.find("v1", "Pod").orElseThrow();
        Field containers = at(pod, "spec").members().field("containers").orElseThrow();
        assertThat(containers.schema().items().keys()).containsExactly("name");
        assertThat(containers.strategy().mergeKey()).isEqualTo("name");
        Items ports = at(containers.schema().items().element(), "ports").items();
        assertThat(ports.keys()).containsExactly("containerPort", "protocol");
        assertThat(ports.element().members().field("protocol").orElseThrow().usual())
                .hasValueSatisfying(usual -> assertThat(usual.stringValue()).isEqualTo("TCP"));
    }

    @Test
    void readsACustomKindsSchemaAnewWhenItsDefinitionChanges() {
        assertThat(schemas.find("example.test/v1", "Widget")).isEmpty();
        kinds.put(definition("set"));
        assertThat(items().atomic()).isFalse();
        kinds.put(definition("atomic"));
        assertThat(items().atomic()).isTrue();
    }

    private Items items() {
        Schema widget = schemas.find("example.test/v1", "Widget").orElseThrow();
        return at(at(widget, "spec"), "tags").items();
    }

    private static Schema at(Schema schema, String field) {
        return schema.members().at(field).orElseThrow();
    }

    private static ObjectNode definition(String listType) {
        ObjectNode crd = JsonMapper.shared().createObjectNode();
        crd.putObject("metadata").put("name", "widgets.example.test");
        ObjectNode spec = crd.putObject("spec").put("group", "example.test").put("scope", "Namespaced");
        spec.putObject("names").put("plural", "widgets").put("kind", "Widget");
        ObjectNode version = spec.putArray("versions")
                .addObject()
                .put("name", "v1")
                .put("served", true)
                .put("storage", true);
        ObjectNode schema =
                version.putObject("schema").putObject("openAPIV3Schema").put("type", "object");
        ObjectNode inner = schema.putObject("properties").putObject("spec").put("type", "object");
        ObjectNode tags = inner.putObject("properties").putObject("tags").put("type", "array");
        tags.put("x-kubernetes-list-type", listType).putObject("items").put("type", "string");
        return crd;
    }
}
