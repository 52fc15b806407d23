package dev.tidewright.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The answers are those that a kube-apiserver 1.34.4 gave to the same sequence.
class QuotasTest {
    private final ResourceTypes types = ResourceTypes.builtIn();
    private final Namespace namespace = new Namespace();
    private final Admission admission = new Admission(new CustomKinds(types), namespace, () -> Instant.EPOCH);

    @BeforeEach
    void bound() {
        create(
                "resourcequotas",
                "ResourceQuota",
                "q",
                "\"spec\":{\"hard\":{\"pods\":\"2\",\"requests.cpu\":\"1\","
                        + "\"limits.memory\":\"1Gi\",\"configmaps\":\"1\",\"services.nodeports\":\"0\"}}");
        create(
                "resourcequotas",
                "ResourceQuota",
                "be",
                "\"spec\":{\"hard\":{\"pods\":\"1\"},\"scopes\":[\"BestEffort\"]}");
    }

    @Test
    void wantsEveryContainerToSayWhatIsBounded() {
        assertThatThrownBy(() -> pod("p1", "{}", "{}"))
                .hasMessage("pods \"p1\" is forbidden: failed quota: q: must specify limits.memory for: a,b;"
                        + " requests.cpu for: a,b");
        assertThatThrownBy(() -> pod("p2", resources("500m", "100Mi"), "{\"limits\":{\"memory\":\"100Mi\"}}"))
                .hasMessage("pods \"p2\" is forbidden: failed quota: q: must specify requests.cpu for: b");
    }

    @Test
    void leavesNoRoomBeyondTheQuota() {
        pod("p3", resources("500m", "100Mi"), resources("100m", "100Mi"));
        assertThatThrownBy(() -> pod("p4", resources("500m", "900Mi"), resources("0", "100Mi")))
                .hasMessage(
                        "pods \"p4\" is forbidden: exceeded quota: q, requested: limits.memory=1000Mi,requests.cpu=500m,"
                                + " used: limits.memory=200Mi,requests.cpu=600m, limited: limits.memory=1Gi,requests.cpu=1");
        pod("p5", resources("100m", "100Mi"), resources("0", "100Mi"));
        assertThatThrownBy(() -> pod("p6", resources("100m", "100Mi"), resources("0", "100Mi")))
                .hasMessage(
                        "pods \"p6\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2");
    }

    @Test
    void countsOtherKindsToo() {
        create("configmaps", "ConfigMap", "c1", "\"data\":{}");
        assertThatThrownBy(() -> create("configmaps", "ConfigMap", "c2", "\"data\":{}"))
                .hasMessage(
                        "configmaps \"c2\" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=1,"
                                + " limited: configmaps=1");
        assertThatThrownBy(() -> create(
                        "services", "Service", "np", "\"spec\":{\"type\":\"NodePort\",\"ports\":[{\"port\":80}]}"))
                .hasMessage("services \"np\" is forbidden: exceeded quota: q, requested: services.nodeports=1, used:"
                        + " services.nodeports=0, limited: services.nodeports=0");
    }

    @Test
    void forgetsPodsThatAreOver() {
        pod("p1", resources("500m", "100Mi"), resources("500m", "100Mi"));
        ((ObjectNode) namespace.stored.getLast().path("status")).put("phase", "Succeeded");
        assertThat(pod("p2", resources("500m", "100Mi"), resources("500m", "100Mi")))
                .isNotNull();
    }

    private static String resources(String cpu, String memory) {
        return "{\"requests\":{\"cpu\":\"" + cpu + "\"},\"limits\":{\"memory\":\"" + memory + "\"}}";
    }

    private ObjectNode pod(String name, String first, String second) {
        return create(
                "pods",
                "Pod",
                name,
                "\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"x\",\"resources\":" + first
                        + "},{\"name\":\"b\",\"image\":\"x\",\"resources\":" + second + "}]}");
    }

    private ObjectNode create(String plural, String kind, String name, String rest) {
        ResourceType type = types.find("", "v1", plural).orElseThrow();
        ObjectNode body = (ObjectNode) JsonMapper.shared()
                .readTree("{\"apiVersion\":\"v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name + "\"},"
                        + rest + "}");
        ObjectNode tree = admission
                .admit(AdmissionRequest.create(type, "qt", body, FieldValidation.STRICT))
                .tree();
        namespace.stored.add(tree);
        return tree;
    }

    private static final class Namespace implements Neighbours {
        final List<ObjectNode> stored = new ArrayList<>();

        @Override
        public Optional<ObjectNode> find(String kind, String namespace, String name) {
            return list(kind, namespace).stream()
                    .filter(one -> one.path("metadata").path("name").asString().equals(name))
                    .findFirst();
        }

        @Override
        public List<ObjectNode> list(String kind, String namespace) {
            return stored.stream()
                    .filter(one -> one.path("kind").asString().equals(kind))
                    .toList();
        }
    }
}
