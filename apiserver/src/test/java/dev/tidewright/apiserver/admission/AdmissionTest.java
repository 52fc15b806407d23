package dev.tidewright.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.Recordings;
import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AdmissionTest {
    private final ResourceTypes types = ResourceTypes.builtIn();
    private final CustomKinds kinds = new CustomKinds(types);
    private final Admission admission =
            new Admission(kinds, new RecordedNeighbours(), () -> Instant.parse("2026-11-24T18:05:58Z"));

    @BeforeEach
    void defineShippedKinds() {
        CustomKinds.shipped().forEach(kinds::put);
    }

    @Test
    void answersCreatesAsARealServerDoes() {
        assertSameAnswers("creates.jsonl.gz");
    }

    @Test
    void answersRarerCreatesAsARealServerDoes() {
        assertSameAnswers("more-creates.jsonl.gz");
    }

    private void assertSameAnswers(String recordings) {
        List<String> differences = new ArrayList<>();
        int index = 0;
        int same = 0;
        for (JsonNode recorded : Recordings.read(AdmissionTest.class, recordings)) {
            String difference = difference(recorded);
            if (difference.isEmpty()) {
                same++;
            } else {
                differences.add(index + " " + recorded.path("resource").asString() + " " + difference);
            }
            index++;
        }
        assertThat(differences).as(same + " are the same").isEmpty();
    }

    @Test
    void answersUpdatesAsARealServerDoes() {
        List<String> differences = new ArrayList<>();
        int same = 0;
        for (JsonNode recorded : Recordings.read(AdmissionTest.class, "updates.jsonl.gz")) {
            String difference = updateDifference(recorded);
            same += difference.isEmpty() ? 1 : 0;
            if (!difference.isEmpty()) {
                differences.add(recorded.path("resource").asString() + " " + difference);
            }
        }
        assertThat(differences).as(same + " are the same").isEmpty();
    }

    private String updateDifference(JsonNode recorded) {
        ResourceType type =
                type(recorded.path("gv").asString(), recorded.path("resource").asString());
        JsonNode answer = recorded.path("answer");
        AdmissionRequest request = AdmissionRequest.update(
                type,
                recorded.path("namespace").asString(),
                (ObjectNode) recorded.path("new"),
                (ObjectNode) recorded.path("old"),
                FieldValidation.WARN);
        try {
            ObjectNode tree = admission.admit(request).tree();
            return recorded.path("code").asInt() == 200
                    ? Difference.of(withoutGivens(answer), withoutGivens(tree))
                    : "was admitted, not " + answer.path("message").asString();
        } catch (ApiError e) {
            String expected = brief(answer.path("message").asString("admitted"));
            return expected.equals(brief(e.message())) ? "" : expected + "\n   BUT " + e.message();
        }
    }

    /// Without the difference that upstream appends, and without its internal structures.
    private static String brief(String message) {
        return message.replaceAll("(?s)\n@@.*", "").replaceAll("spec.template: Invalid value: \\{.*", "spec.template");
    }

    /// Without what storage gives and keeps: versions, and the status beside a change of the spec.
    private static ObjectNode withoutGivens(JsonNode tree) {
        ObjectNode copy = (ObjectNode) tree.deepCopy();
        copy.remove("status");
        ((ObjectNode) copy.path("metadata")).remove(List.of("generation", "resourceVersion", "creationTimestamp"));
        return copy;
    }

    private String difference(JsonNode recorded) {
        ResourceType type =
                type(recorded.path("gv").asString(), recorded.path("resource").asString());
        String namespace = recorded.path("namespace").asString();
        JsonNode answer = recorded.path("answer");
        ObjectNode body = (ObjectNode) recorded.path("body").deepCopy();
        if (recorded.path("code").asInt() == 404) {
            return ""; // whether a namespace exists is asked elsewhere
        }
        identify(body, answer, namespace);
        String query = recorded.path("query").asString();
        FieldValidation validation = query.contains("Strict") ? FieldValidation.STRICT : FieldValidation.WARN;
        try {
            Admitted admitted = admission.admit(AdmissionRequest.create(type, namespace, body, validation));
            if (recorded.path("code").asInt() != 201) {
                return "was admitted, not " + answer.path("message").asString();
            }
            return Difference.of(answer, admitted.tree());
        } catch (ApiError e) {
            String expected = answer.path("message").asString("admitted");
            boolean same = anonymous(expected).equals(anonymous(e.message()))
                    && answer.path("code").asInt(0) == e.code();
            return same
                            && anonymous(causes(answer).toString())
                                    .equals(anonymous(causes(e).toString()))
                    ? ""
                    : expected + "\n   BUT " + e.message();
        }
    }

    /// Without the uid that a refused object was given.
    private static String anonymous(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "");
    }

    private static List<String> causes(JsonNode answer) {
        return answer.path("details")
                .path("causes")
                .valueStream()
                .map(cause -> cause.path("reason").asString() + " "
                        + cause.path("field").asString() + " "
                        + cause.path("message").asString())
                .toList();
    }

    private static List<String> causes(ApiError error) {
        return error.causes().stream()
                .map(cause -> cause.reason() + " " + cause.field() + " " + cause.message())
                .toList();
    }

    /// What the server gives an object before it is admitted.
    private static void identify(ObjectNode body, JsonNode answer, String namespace) {
        if (!(body.path("metadata") instanceof ObjectNode metadata)) {
            return;
        }
        if (!namespace.isEmpty() && !metadata.has("namespace")) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", "c51950da-1d49-45a5-8d83-53dcd0580d7e");
        JsonNode given = answer.path("metadata");
        for (String field : List.of("name", "uid", "creationTimestamp")) {
            if (given.has(field) && (!field.equals("name") || !metadata.has("name"))) {
                metadata.set(field, given.path(field));
            }
        }
    }

    private ResourceType type(String version, String plural) {
        int slash = version.indexOf('/');
        return types.find(version.substring(0, Math.max(slash, 0)), version.substring(slash + 1), plural)
                .orElseThrow();
    }

    /// What stood in the cluster that was asked.
    private static final class RecordedNeighbours implements Neighbours {
        @Override
        public Optional<ObjectNode> find(String kind, String namespace, String name) {
            return list(kind, namespace).stream()
                    .filter(one -> one.path("metadata").path("name").asString().equals(name))
                    .findFirst();
        }

        @Override
        public List<ObjectNode> list(String kind, String namespace) {
            return switch (kind) {
                case "PriorityClass" ->
                    List.of(tree("{\"metadata\":{\"name\":\"high\"},\"value\":1000,"
                            + "\"preemptionPolicy\":\"PreemptLowerPriority\"}"));
                case "StorageClass" ->
                    List.of(tree("{\"metadata\":{\"name\":\"standard\",\"annotations\":"
                            + "{\"storageclass.kubernetes.io/is-default-class\":\"true\"}}}"));
                case "LimitRange" ->
                    namespace.equals("clipper-production")
                            ? List.of(
                                    tree(
                                            "{\"spec\":{\"limits\":[{\"type\":\"Container\",\"default\":{\"cpu\":\"500m\","
                                                    + "\"memory\":\"512Mi\"},\"defaultRequest\":{\"cpu\":\"100m\",\"memory\":\"512Mi\"}}]}}"))
                            : List.of();
                default -> List.of();
            };
        }

        private static ObjectNode tree(String json) {
            return (ObjectNode) JsonMapper.shared().readTree(json);
        }
    }

    /// Where two trees differ, apart from what chance gives.
    private static final class Difference {
        private static final List<String> OTHER_RANGES = List.of(
                ".spec.clusterIP", ".spec.clusterIPs[0]", ".spec.ports[0].nodePort", ".spec.healthCheckNodePort");
        private static final String RANDOM_VOLUME = "kube-api-access-[a-z0-9]{5}";

        private Difference() {}

        static String of(JsonNode expected, JsonNode found) {
            JsonNode plain =
                    JsonMapper.shared().readTree(expected.toString().replaceAll(RANDOM_VOLUME, "kube-api-access-x"));
            JsonNode ours =
                    JsonMapper.shared().readTree(found.toString().replaceAll(RANDOM_VOLUME, "kube-api-access-x"));
            StringBuilder text = new StringBuilder();
            compare("", plain, ours, text);
            return text.toString();
        }

        private static void compare(String path, JsonNode expected, JsonNode found, StringBuilder text) {
            if (expected.isObject() && found.isObject()) {
                TreeSet<String> names = new TreeSet<>(expected.propertyNames());
                names.addAll(found.propertyNames());
                names.forEach(name -> compare(path + "." + name, expected.path(name), found.path(name), text));
            } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
                for (int i = 0; i < expected.size(); i++) {
                    compare(path + "[" + i + "]", expected.get(i), found.get(i), text);
                }
            } else if (!expected.equals(found) && !isOurs(path)) {
                text.append(path)
                        .append(": ")
                        .append(expected)
                        .append(" but ")
                        .append(found)
                        .append("; ");
            }
        }

        /// Other ranges of addresses and ports, nodes that are ready when they are made, and definitions that are
        /// established at once.
        private static boolean isOurs(String path) {
            return OTHER_RANGES.contains(path)
                    || path.equals(".spec.taints")
                    || path.equals(".status.lastPhaseTransitionTime")
                    || path.startsWith(".status.acceptedNames")
                    || path.startsWith(".status.conditions");
        }
    }
}
