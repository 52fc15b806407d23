package dev.tidewright.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.http.LiveApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The API as clients see it, over real HTTP.
class ApiServerTest {
    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, labels: {app: web}}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: example/web:1
                    env: [{name: COLOUR, value: blue}]
                    resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: "1", memory: 512Mi}}
                    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web, namespace: shop}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 3
              maxReplicas: 6
              metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web, namespace: shop}
            spec: {minAvailable: 100%, selector: {matchLabels: {app: web}}}
            """;
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static LiveApi api;

    @BeforeAll
    static void start() {
        api = new LiveApi(MANIFESTS, 60);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String map(String name, String value) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"of\":\"" + value + "\"}},\"data\":{\"key\":\"" + value + "\"}}";
    }

    private static Answer created(String name, String value) {
        Answer answer = api.post(MAPS, map(name, value));
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after 20 s").isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void createsReadsReplacesAndDeletes() {
        JsonNode made = created("one", "a").tree();
        assertThat(made.at("/metadata/uid").asString()).isNotEmpty();
        JsonNode read = api.get(MAPS + "/one").tree();
        assertThat(read).isEqualTo(made);
        Answer replaced = api.put(MAPS + "/one", read.toString().replace("\"key\":\"a\"", "\"key\":\"b\""));
        assertThat(replaced.tree().at("/data/key").asString()).isEqualTo("b");
        assertThat(replaced.tree().at("/metadata/uid")).isEqualTo(made.at("/metadata/uid"));
        assertThat(api.delete(MAPS + "/one", "").tree().path("status").asString())
                .isEqualTo("Success");
        Answer gone = api.get(MAPS + "/one");
        assertThat(gone.code()).isEqualTo(404);
        assertThat(gone.tree().path("message").asString()).isEqualTo("configmaps \"one\" not found");
    }

    @Test
    void refusesToOverwriteWhatItDidNotRead() {
        String read = created("stale", "a").text();
        api.patch(MAPS + "/stale", "merge-patch+json", "{\"data\":{\"key\":\"b\"}}");
        Answer refused = api.put(MAPS + "/stale", read.replace("\"key\":\"a\"", "\"key\":\"c\""));
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.tree().path("reason").asString()).isEqualTo("Conflict");
        assertThat(api.get(MAPS + "/stale").tree().at("/data/key").asString()).isEqualTo("b");
    }

    @Test
    void writingWhatIsThereChangesNothing() {
        String version =
                created("same", "a").tree().at("/metadata/resourceVersion").asString();
        Answer patched = api.patch(MAPS + "/same", "merge-patch+json", "{\"data\":{\"key\":\"a\"}}");
        assertThat(patched.tree().at("/metadata/resourceVersion").asString()).isEqualTo(version);
    }

    @Test
    void dryRunAnswersAndStoresNothing() {
        Answer answer = api.post(MAPS + "?dryRun=All", map("dry", "a"));
        assertThat(answer.code()).isEqualTo(201);
        assertThat(api.get(MAPS + "/dry").code()).isEqualTo(404);
    }

    @Test
    void turnsAwayStrangersAndWhatItCannotRead() {
        assertThat(api.send(api.anonymous("/api/v1/pods").GET()).code()).isEqualTo(401);
        assertThat(api.send(api.anonymous("/readyz").GET()).code()).isEqualTo(200);
        Answer media =
                api.send(api.request(MAPS).header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b")));
        assertThat(media.code()).isEqualTo(415);
        String large = map("large", "x".repeat(3 << 20));
        assertThat(api.post(MAPS, large).code()).isEqualTo(413);
        assertThat(api.post(MAPS, "{").code()).isEqualTo(400);
        assertThat(api.get("/nowhere").tree().path("kind").asString()).isEqualTo("Status");
        assertThat(api.get("/apis/none/v1/things").code()).isEqualTo(404);
        assertThat(api.post("/api/v1/namespaces/absent/configmaps", map("x", "y"))
                        .code())
                .isEqualTo(404);
    }

    @Test
    void saysWhichFieldIsWrong() {
        Answer refused = api.patch(
                "/apis/apps/v1/namespaces/shop/deployments/web", "merge-patch+json", "{\"spec\":{\"replicas\":-1}}");
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.tree().at("/details/causes/0/field").asString()).isEqualTo("spec.replicas");
    }

    @Test
    void podsTellTheWholeTemplateAndWhatTheirKubeletReports() {
        JsonNode pod = api.get("/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=1")
                .tree()
                .at("/items/0");
        assertThat(pod.at("/spec/containers/0/env/0/value").asString()).isEqualTo("blue");
        assertThat(pod.at("/spec/containers/0/readinessProbe/failureThreshold").asInt())
                .isEqualTo(3);
        assertThat(pod.at("/spec/nodeName").asString()).isNotEmpty();
        assertThat(pod.at("/status/phase").asString()).isEqualTo("Running");
        assertThat(pod.at("/status/qosClass").asString()).isEqualTo("Burstable");
        assertThat(pod.at("/status/podIP").asString()).startsWith("10.");
        assertThat(pod.at("/status/containerStatuses/0/state/running/startedAt").asString())
                .endsWith("Z");
        assertThat(pod.at("/metadata/ownerReferences/0/kind").asString()).isEqualTo("ReplicaSet");
    }

    @Test
    void pagesShowOneMomentWhateverIsWrittenMeanwhile() {
        for (int i = 0; i < 5; i++) {
            created("page-" + i, "pages");
        }
        String path = MAPS + "?labelSelector=of%3Dpages&limit=2";
        Set<String> names = new TreeSet<>();
        JsonNode page = api.get(path).tree();
        String version = page.at("/metadata/resourceVersion").asString();
        created("page-9", "pages");
        while (true) {
            page.path("items")
                    .forEach(item -> names.add(item.at("/metadata/name").asString()));
            assertThat(page.at("/metadata/resourceVersion").asString()).isEqualTo(version);
            String next = page.at("/metadata/continue").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = api.get(path + "&continue=" + next).tree();
        }
        assertThat(names).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
        assertThat(api.get(MAPS + "?continue=nonsense").code()).isEqualTo(400);
    }

    @Test
    void watchesGoOnFromAVersion() {
        JsonNode first = created("watched", "w").tree();
        String version = first.at("/metadata/resourceVersion").asString();
        api.patch(MAPS + "/watched", "merge-patch+json", "{\"data\":{\"key\":\"x\"}}");
        api.delete(MAPS + "/watched", "");
        String path = MAPS + "?watch=1&fieldSelector=metadata.name%3Dwatched&resourceVersion=" + version;
        try (Stream<JsonNode> events = api.watch(path)) {
            List<JsonNode> seen = events.limit(2).toList();
            assertThat(seen).extracting(event -> event.path("type").asString()).containsExactly("MODIFIED", "DELETED");
            assertThat(seen.getFirst().at("/object/data/key").asString()).isEqualTo("x");
        }
    }

    @Test
    void forASelectionAnObjectComesAndGoesWithItsLabels() {
        String version =
                created("moving", "in").tree().at("/metadata/resourceVersion").asString();
        api.patch(MAPS + "/moving", "merge-patch+json", "{\"metadata\":{\"labels\":{\"of\":\"out\"}}}");
        api.patch(MAPS + "/moving", "merge-patch+json", "{\"metadata\":{\"labels\":{\"of\":\"in\"}}}");
        try (Stream<JsonNode> events = api.watch(MAPS + "?watch=1&labelSelector=of%3Din&resourceVersion=" + version)) {
            assertThat(events.limit(2).map(event -> event.path("type").asString()))
                    .containsExactly("DELETED", "ADDED");
        }
    }

    @Test
    void announcesTheEndOfWhatIsThere() {
        created("initial", "i");
        String path = MAPS + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&labelSelector=of%3Di";
        try (Stream<JsonNode> events = api.watch(path)) {
            List<JsonNode> seen = events.limit(2).toList();
            assertThat(seen).extracting(event -> event.path("type").asString()).containsExactly("ADDED", "BOOKMARK");
            assertThat(seen.getLast()
                            .at("/object/metadata/annotations/k8s.io~1initial-events-end")
                            .asString())
                    .isEqualTo("true");
        }
    }

    @Test
    void aVersionThatIsForgottenIsGone() {
        Answer answer = api.get(MAPS + "?watch=1&resourceVersion=1");
        assertThat(answer.code()).isEqualTo(410);
        assertThat(answer.tree().path("reason").asString()).isEqualTo("Expired");
    }

    @Test
    void scalesAndCountsTheGeneration() throws InterruptedException {
        String web = "/apis/apps/v1/namespaces/shop/deployments/web";
        long before = api.get(web).tree().at("/metadata/generation").asLong();
        JsonNode scale = api.get(web + "/scale").tree();
        assertThat(scale.at("/status/selector").asString()).isEqualTo("app=web");
        int wanted = scale.at("/spec/replicas").asInt() + 1;
        Answer scaled = api.patch(web + "/scale", "merge-patch+json", "{\"spec\":{\"replicas\":" + wanted + "}}");
        assertThat(scaled.tree().at("/spec/replicas").asInt()).isEqualTo(wanted);
        assertThat(api.get(web).tree().at("/metadata/generation").asLong()).isEqualTo(before + 1);
        eventually(() -> api.get(web).tree().at("/status/readyReplicas").asInt(0) == wanted);
    }

    @Test
    void budgetsHoldEvictionsBack() {
        String pod = api.get("/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=1")
                .tree()
                .at("/items/0/metadata/name")
                .asString();
        Answer refused = api.post(
                "/api/v1/namespaces/shop/pods/" + pod + "/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + pod + "\"}}");
        assertThat(refused.code()).as(refused.text()).isEqualTo(429);
        assertThat(refused.tree().at("/details/causes/0/reason").asString()).isEqualTo("DisruptionBudget");
    }

    @Test
    void aNamespaceGoesOnceItIsEmpty() throws InterruptedException {
        assertThat(api.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"brief\"}}")
                        .code())
                .isEqualTo(201);
        api.post("/api/v1/namespaces/brief/configmaps", map("inside", "n"));
        JsonNode going = api.delete("/api/v1/namespaces/brief", "").tree();
        assertThat(going.at("/status/phase").asString()).isEqualTo("Terminating");
        eventually(() -> api.get("/api/v1/namespaces/brief").code() == 404);
        assertThat(api.get("/api/v1/configmaps?fieldSelector=metadata.name%3Dinside")
                        .tree()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void finalizersKeepAnObjectUntilTheyAreTakenOut() {
        api.post(MAPS, map("held", "h").replace("\"name\"", "\"finalizers\":[\"example.com/hold\"],\"name\""));
        JsonNode going = api.delete(MAPS + "/held", "").tree();
        assertThat(going.at("/metadata/deletionTimestamp").asString()).isNotEmpty();
        assertThat(api.get(MAPS + "/held").code()).isEqualTo(200);
        api.patch(MAPS + "/held", "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}");
        assertThat(api.get(MAPS + "/held").code()).isEqualTo(404);
    }

    @Test
    void tablesHaveUpstreamsColumns() {
        Answer table = api.send(api.request("/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers")
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")
                .GET());
        List<String> columns = new ArrayList<>();
        table.tree()
                .path("columnDefinitions")
                .forEach(column -> columns.add(column.path("name").asString()));
        assertThat(columns).startsWith("Name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age");
    }

    @Test
    void eventsAreObjectsThatAreCounted() throws InterruptedException {
        String path = "/api/v1/namespaces/shop/events?fieldSelector=involvedObject.kind%3DDeployment";
        String web = "/apis/apps/v1/namespaces/shop/deployments/web";
        api.patch(web + "/scale", "merge-patch+json", "{\"spec\":{\"replicas\":5}}");
        eventually(() -> !api.get(path).tree().path("items").isEmpty());
        JsonNode event = api.get(path).tree().at("/items/0");
        assertThat(event.path("reason").asString()).isEqualTo("ScalingReplicaSet");
        assertThat(event.at("/source/component").asString()).isEqualTo("deployment-controller");
    }

    @Test
    void aReaderThatStandsStillHoldsNobodyUp() {
        created("noisy", "n");
        try (Stream<JsonNode> stuck = api.watch(MAPS + "?watch=1")) {
            String filler = "x".repeat(100_000);
            for (int i = 0; i < 200; i++) {
                Answer answer =
                        api.patch(MAPS + "/noisy", "merge-patch+json", "{\"data\":{\"key\":\"" + i + filler + "\"}}");
                assertThat(answer.code()).isEqualTo(200);
            }
            assertThat(stuck).isNotNull(); // 20 MB are waiting for a client that reads nothing
        }
    }

    private static String anyPod() {
        return api.get("/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=1")
                .tree()
                .at("/items/0/metadata/name")
                .asString();
    }

    @Test
    void resizesARunningPod() {
        String path = "/api/v1/namespaces/shop/pods/" + anyPod();
        Answer resized = api.patch(
                path + "/resize",
                "strategic-merge-patch+json",
                "{\"spec\":{\"containers\":[{\"name\":\"web\",\"resources\":{\"requests\":{\"cpu\":\"300m\"}}}]}}");
        assertThat(resized.code()).as(resized.text()).isEqualTo(200);
        assertThat(api.get(path)
                        .tree()
                        .at("/spec/containers/0/resources/requests/cpu")
                        .asString())
                .isEqualTo("300m");
    }

    @Test
    void aVirtualContainerRefusesCommandsWithAReason() {
        String path = "/api/v1/namespaces/shop/pods/" + anyPod() + "/exec?command=ls&stdout=true&stderr=true";
        List<String> said = api.socket(path, "v5.channel.k8s.io");
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).startsWith("\2").contains("is virtual").contains("cannot run ls");
        assertThat(said.getLast()).startsWith("\3").contains("NonZeroExitCode").contains("\"126\"");
    }

    @Test
    void aWatchOverWebSocketIsSentToPlainHttp() {
        assertThat(api.refusedSocket("/api/v1/pods?watch=1")).isEqualTo(503);
    }

    @Test
    void inTheForegroundWhatIsOwnedGoesFirst() throws InterruptedException {
        String sets = "/apis/apps/v1/namespaces/default/replicasets";
        api.post(sets, """
                {"metadata":{"name":"owner"},"spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},
                 "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
                """);
        String pods = "/api/v1/namespaces/default/pods?labelSelector=a%3Db";
        eventually(() -> api.get(pods).tree().path("items").size() == 2);
        JsonNode going = api.delete(sets + "/owner", "{\"propagationPolicy\":\"Foreground\"}")
                .tree();
        assertThat(going.at("/metadata/finalizers/0").asString()).isEqualTo("foregroundDeletion");
        eventually(() -> api.get(sets + "/owner").code() == 404);
        assertThat(api.get(pods).tree().path("items")).isEmpty();
    }

    @Test
    void countsWhatItAnswers() {
        api.get("/api/v1/namespaces/default/pods/absent");
        assertThat(api.get("/metrics").text()).contains("apiserver_request_total{verb=\"GET\",code=\"404\"}");
    }
}
