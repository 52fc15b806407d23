package dev.tidewright.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.apiserver.tables.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A definition of one's own, from its acceptance to its rows. The answers are a kube-apiserver's, 1.34.4.
class CustomAdmissionTest {
    private static final String DEFINITION = """
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
             "metadata": {"name": "widgets.example.com"},
             "spec": {"group": "example.com", "names": {"plural": "widgets", "kind": "Widget"}, "scope": "Namespaced",
              "versions": [
               {"name": "v1", "served": true, "storage": true,
                "subresources": {"status": {}, "scale": {"specReplicasPath": ".spec.replicas",
                 "statusReplicasPath": ".status.replicas"}},
                "additionalPrinterColumns": [
                 {"name": "Size", "type": "integer", "jsonPath": ".spec.size"},
                 {"name": "Ready", "type": "string", "jsonPath": ".status.conditions[?(@.type==\\"Ready\\")].status"}],
                "schema": {"openAPIV3Schema": {"type": "object", "required": ["spec"], "properties": {
                 "spec": {"type": "object", "required": ["size"], "properties": {
                  "size": {"type": "integer", "minimum": 1, "maximum": 10},
                  "replicas": {"type": "integer", "default": 2},
                  "color": {"type": "string", "enum": ["red", "green"], "default": "red"},
                  "tags": {"type": "array", "maxItems": 2, "items": {"type": "string", "pattern": "^[a-z]+$"}}}},
                 "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}}},
               {"name": "v1beta1", "served": true, "storage": false, "deprecated": true,
                "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}""";

    private final ResourceTypes types = ResourceTypes.builtIn();
    private final CustomKinds kinds = new CustomKinds(types);
    private final Admission admission = new Admission(kinds, new NoNeighbours(), () -> Instant.EPOCH);

    @BeforeEach
    void define() {
        ResourceType definitions = types.find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
                .orElseThrow();
        ObjectNode accepted = admission
                .admit(AdmissionRequest.create(definitions, "", tree(DEFINITION), FieldValidation.STRICT))
                .tree();
        assertThat(accepted.path("status").path("conditions").toString()).contains("\"Established\"", "NamesAccepted");
        assertThat(accepted.path("spec").path("names").path("listKind").asString())
                .isEqualTo("WidgetList");
        kinds.put(accepted);
    }

    @Test
    void fillsInDefaultsAndDropsWhatTheSchemaDoesNotKnow() {
        Admitted admitted = admission.admit(create("{\"size\": 3, \"foo\": 1}", FieldValidation.WARN));
        assertThat(admitted.tree().path("spec").toString()).isEqualTo("{\"size\":3,\"replicas\":2,\"color\":\"red\"}");
        assertThat(admitted.warnings()).containsExactly("unknown field \"spec.foo\"");
        assertThatThrownBy(() -> admission.admit(create("{\"size\": 3, \"foo\": 1}", FieldValidation.STRICT)))
                .hasMessage("Widget in version \"v1\" cannot be handled as a Widget: strict decoding error:"
                        + " unknown field \"spec.foo\"");
    }

    @Test
    void namesEveryFieldThatBreaksTheSchema() {
        String spec = "{\"size\": 30, \"color\": \"blue\", \"tags\": [\"A\", \"b\", \"c\"]}";
        assertThatThrownBy(() -> admission.admit(create(spec, FieldValidation.WARN)))
                .isInstanceOfSatisfying(ApiError.class, error -> {
                    assertThat(error.code()).isEqualTo(422);
                    assertThat(error.message())
                            .isEqualTo("Widget.example.com \"w\" is invalid: [spec.color: Unsupported value: \"blue\":"
                                    + " supported values: \"red\", \"green\", spec.size: Invalid value: 30: spec.size in"
                                    + " body should be less than or equal to 10, spec.tags[0]: Invalid value: \"A\":"
                                    + " spec.tags[0] in body should match '^[a-z]+$', spec.tags: Too many: 3: must have"
                                    + " at most 2 items]");
                });
    }

    @Test
    void printsTheColumnsThatTheDefinitionNames() {
        ObjectNode widget = tree(
                "{\"metadata\": {\"name\": \"w\"}, \"spec\": {\"size\": 3}, \"status\": {\"conditions\":"
                        + " [{\"type\": \"Other\", \"status\": \"False\"}, {\"type\": \"Ready\", \"status\": \"True\"}]}}");
        ObjectNode bare = tree("{\"metadata\": {\"name\": \"x\"}, \"spec\": {}}");
        ObjectNode table =
                new Tables(kinds, () -> Instant.EPOCH).render(type("v1"), List.of(widget, bare), Tables.Include.NONE);
        assertThat(table.path("columnDefinitions").path(2).path("name").asString())
                .isEqualTo("Ready");
        assertThat(table.path("rows").toString())
                .isEqualTo("[{\"cells\":[\"w\",3,\"True\"]},{\"cells\":[\"x\",null,null]}]");
    }

    @Test
    void servesTheScaleOfOneVersionAndWarnsOfTheOther() {
        assertThat(type("v1").subresource("scale")).isPresent();
        assertThat(type("v1").deprecation()).isEmpty();
        assertThat(type("v1beta1").subresource("scale")).isEmpty();
        assertThat(type("v1beta1").deprecation())
                .isEqualTo("example.com/v1beta1 Widget is deprecated; use example.com/v1 Widget");
    }

    private AdmissionRequest create(String spec, FieldValidation validation) {
        ObjectNode widget =
                tree("{\"apiVersion\": \"example.com/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"w\"}}");
        widget.set("spec", tree(spec));
        return AdmissionRequest.create(type("v1"), "default", widget, validation);
    }

    private ResourceType type(String version) {
        return types.find("example.com", version, "widgets").orElseThrow();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static final class NoNeighbours implements Neighbours {
        @Override
        public Optional<ObjectNode> find(String kind, String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public List<ObjectNode> list(String kind, String namespace) {
            return List.of();
        }
    }
}
