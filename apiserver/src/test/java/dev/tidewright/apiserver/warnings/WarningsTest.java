package dev.tidewright.apiserver.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WarningsTest {
    private static final String BOTH = """
            [{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}},
             {"type":"Resource","resource":{"name":"memory","target":{"type":"Utilization","averageUtilization":80}}}]""";
    private static final String CPU = """
            [{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}]""";

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static ObjectNode object(String kind, String namespace, String name, String rest) {
        return tree("{\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"},%s}"
                .formatted(kind, name, namespace, rest));
    }

    private static ObjectNode horizontal(String metrics) {
        return object(
                "HorizontalPodAutoscaler",
                "shop",
                "web",
                "\"spec\":{\"scaleTargetRef\":{\"kind\":\"Deployment\",\"name\":\"web\"},\"metrics\":" + metrics + "}");
    }

    private static ObjectNode vertical(String mode, String resources) {
        return object(
                "VerticalPodAutoscaler",
                "shop",
                "web-vpa",
                "\"spec\":{\"targetRef\":{\"kind\":\"Deployment\",\"name\":\"web\"},\"updatePolicy\":{\"updateMode\":\""
                        + mode
                        + "\"},\"resourcePolicy\":{\"containerPolicies\":[{\"controlledResources\":" + resources
                        + "}]}}");
    }

    private static ObjectNode deployment(int replicas, String container) {
        return object(
                "Deployment",
                "shop",
                "web",
                "\"spec\":{\"replicas\":" + replicas + ",\"template\":{\"spec\":{\"containers\":[" + container
                        + "]}}}");
    }

    private static ObjectNode statusMap(String data) {
        return object("ConfigMap", "kube-system", "cluster-autoscaler-status", "\"data\":" + data);
    }

    private static List<String> changing(ObjectNode before, ObjectNode after, ObjectNode... beside) {
        return of(Optional.of(before), after, beside);
    }

    private static List<String> creating(ObjectNode after, ObjectNode... beside) {
        return of(Optional.empty(), after, beside);
    }

    private static List<String> of(Optional<ObjectNode> before, ObjectNode after, ObjectNode... beside) {
        return Warnings.of(
                before,
                after,
                (kind, namespace) -> List.of(beside).stream()
                        .filter(each -> Trees.text(each, "kind").equals(kind))
                        .filter(each -> Trees.namespace(each).equals(namespace))
                        .toList());
    }

    @Test
    void saysThatAPatchedListOfMetricsLosesTheOthersAndHowNotTo() {
        assertThat(changing(horizontal(BOTH), horizontal(CPU)))
                .singleElement()
                .asString()
                .contains("web no longer scales on memory, only on cpu")
                .contains("kubectl patch hpa web -n shop --type=json -p '[{\"op\":\"replace\","
                        + "\"path\":\"/spec/metrics/0/resource/target/averageUtilization\",\"value\":60}]'");
        assertThat(changing(horizontal(CPU), horizontal(BOTH))).isEmpty();
    }

    @Test
    void namesTheAutoscalersThatWouldFight() {
        String fight = "HorizontalPodAutoscaler web scales web on cpu in per cent of the requests that"
                + " VerticalPodAutoscaler web-vpa changes";
        assertThat(creating(vertical("Recreate", "[\"cpu\",\"memory\"]"), horizontal(CPU)))
                .singleElement()
                .asString()
                .startsWith(fight);
        assertThat(creating(horizontal(CPU), vertical("Recreate", "[]")))
                .singleElement()
                .asString()
                .startsWith(fight);
        assertThat(creating(vertical("Recreate", "[\"memory\"]"), horizontal(CPU)))
                .isEmpty();
        assertThat(creating(vertical("Off", "[\"cpu\"]"), horizontal(CPU))).isEmpty();
        assertThat(creating(vertical("Initial", "[\"cpu\"]"), horizontal(CPU))).isEmpty();
    }

    @Test
    void saysThatModeAutoIsDeprecated() {
        assertThat(creating(vertical("Auto", "[\"cpu\"]")))
                .singleElement()
                .asString()
                .contains("\"Auto\" is deprecated and means \"Recreate\"");
        assertThat(changing(vertical("Auto", "[\"cpu\"]"), vertical("Auto", "[\"cpu\"]")))
                .isEmpty();
    }

    @Test
    void saysThatARealAutoscalerDoesNotReadItsStatus() {
        ObjectNode written = statusMap("{\"status\":\"all well\"}");
        assertThat(changing(written, statusMap("{\"status\":\"all well\",\"scale-down-unneeded-time\":\"5m\"}")))
                .singleElement()
                .asString()
                .contains("a real one never reads settings from it")
                .contains("Tidewright honours --scale-down-unneeded-time=5m;");
        assertThat(changing(written, statusMap("{\"status\":\"all well\",\"scale-down-unneeded-tim\":\"5m\"}")))
                .singleElement()
                .asString()
                .contains("not honoured: ")
                .contains("scale-down-unneeded-tim");
        assertThat(changing(written, statusMap("{\"status\":\"worse\"}"))).isEmpty();
    }

    @Test
    void saysThatNoProcessReadsTheAutoscalersCommand() {
        assertThat(changing(autoscaler("--v=4"), autoscaler("--expander=random")))
                .singleElement()
                .asString()
                .contains("does not read the command of deployment/cluster-autoscaler");
        assertThat(changing(autoscaler("--v=4"), autoscaler("--v=4"))).isEmpty();
    }

    private static ObjectNode autoscaler(String flag) {
        return object(
                "Deployment",
                "kube-system",
                "cluster-autoscaler",
                "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"ca\",\"command\":[\"" + flag
                        + "\"]}]}}}");
    }

    @Test
    void saysWhoDecidesTheReplicas() {
        String container = "{\"name\":\"web\",\"resources\":{\"requests\":{\"cpu\":\"1\"}}}";
        assertThat(changing(deployment(3, container), deployment(5, container), horizontal(CPU)))
                .singleElement()
                .asString()
                .startsWith("HorizontalPodAutoscaler web decides the replicas of web");
        assertThat(changing(deployment(3, container), deployment(5, container))).isEmpty();
    }

    @Test
    void namesTheContainerThatMakesUtilisationUnknown() {
        assertThat(creating(deployment(3, "{\"name\":\"proxy\"}"), horizontal(CPU)))
                .singleElement()
                .asString()
                .startsWith("container proxy of web requests no cpu");
        assertThat(creating(
                        deployment(3, "{\"name\":\"proxy\",\"resources\":{\"limits\":{\"cpu\":\"1\"}}}"),
                        horizontal(CPU)))
                .isEmpty();
    }

    @Test
    void knowsWhatRedisDoesNotStartWith() {
        assertThat(creating(redis("\"--maxmemory\",\"1.5Gi\"")))
                .containsExactly("redis-server does not start with --maxmemory 1.5Gi: it takes whole numbers with kb,"
                        + " mb or gb, such as 1536mb");
        assertThat(creating(redis("\"--maxmemory\",\"1536mb\""))).isEmpty();
        assertThat(creating(redis("\"--cluster-enabled\",\"yes\""))).hasSize(2);
    }

    private static ObjectNode redis(String flags) {
        return object(
                "StatefulSet",
                "shop",
                "redis",
                "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"redis\",\"command\":[\"redis-server\","
                        + flags + "]}]}}}");
    }
}
