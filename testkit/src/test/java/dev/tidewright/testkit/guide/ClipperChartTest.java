package dev.tidewright.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.documents.Manifests;
import dev.tidewright.cluster.documents.Yaml;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Origin;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.testkit.Shell;
import dev.tidewright.testkit.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The guide's application as a chart, rendered by the real helm.
class ClipperChartTest {
    private static final String TEMPLATE =
            "helm template clipper helm/charts/clipper -n clipper-production --api-versions autoscaling.k8s.io/v1";

    @TempDir
    Path home;

    private Shell.Outcome helm(String command) {
        return new Shell(home, Sources.root()).run(command, Duration.ofMinutes(1));
    }

    private String rendered(String flags) {
        Shell.Outcome outcome = helm(TEMPLATE + " " + flags);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return outcome.out();
    }

    @Test
    void isFoundCleanByLint() {
        assertThat(helm("helm lint --strict helm/charts/clipper").exit()).isZero();
    }

    @Test
    void saysTheSameAsTheManifestsThatScenariosPlay() {
        Map<String, String> played = new TreeMap<>();
        for (Path file : manifests()) {
            played.putAll(effects(read(file)));
        }
        Map<String, String> rendered = effects(Manifests.of(Yaml.parse("rendered", rendered(""))));
        rendered.keySet().removeIf(key -> key.startsWith("configmap/") || key.startsWith("verticalpodautoscaler/"));
        assertThat(rendered).containsExactlyEntriesOf(played);
    }

    /// The application's own; namespace and system pods are not the chart's.
    private static List<Path> manifests() {
        try (Stream<Path> files = Files.list(Sources.root().resolve("examples/clipper/manifests"))) {
            return files.filter(file -> !file.endsWith("namespace.yaml") && !file.endsWith("system.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests read(Path file) {
        try {
            return Manifests.of(Yaml.parse(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the objects that a rehearsal acts on say, whatever their labels and annotations.
    private static Map<String, String> effects(Manifests manifests) {
        Map<String, String> effects = new TreeMap<>();
        for (KubeObject object : manifests.typed()) {
            if (object instanceof VerticalPodAutoscaler) {
                continue; // off by default in the chart; scenarios that play it bring their own
            }
            KubeObject bare = object.with(
                    ObjectMeta.named(object.meta().namespace(), object.meta().name()));
            effects.put(object.key().toString(), bare(bare).toString());
        }
        return effects;
    }

    /// The chart leaves the replicas of what is autoscaled to the autoscaler, and rolls pods when settings change.
    private static KubeObject bare(KubeObject object) {
        return switch (object) {
            case Deployment it
            when !it.meta().name().equals("pgbouncer") ->
                new Deployment(it.meta(), 0, it.selector(), bare(it.template()), it.strategy(), it.status());
            default -> object;
        };
    }

    private static PodTemplate bare(PodTemplate template) {
        return new PodTemplate(
                template.labels(), Sorted.empty(), template.spec().withOrigin(Origin.NONE));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "1.5Gi, 1536mb",
        "1536Mi, 1536mb",
        "1.5gb, 1536mb",
        "1536mb, 1536mb",
        "1610612736, 1536mb",
        "1G, 1000000000",
        "100k, 100000"
    })
    void givesRedisMemoryAsRedisReadsIt(String value, String given) {
        assertThat(rendered("--set redis.config.maxmemory=" + value))
                .contains("        - --maxmemory\n        - " + given + "\n");
    }

    @Test
    void isWhatTheEmbeddedClusterBeginsWith() {
        assertThat(Sources.root().resolve("examples/clipper/release/clipper.yaml"))
                .as("run bin/render-release")
                .hasContent(rendered(""));
    }

    @Test
    void leavesReplicasToTheAutoscalerWhereThereIsOne() {
        assertThat(deployment(rendered(""), "clipper-backend")).doesNotContain("replicas:");
        assertThat(deployment(rendered("--set backend.autoscaling.enabled=false"), "clipper-backend"))
                .contains("\n  replicas: 3\n");
    }

    private static String deployment(String rendered, String name) {
        return List.of(rendered.split("\n---\n")).stream()
                .filter(document -> document.contains("kind: Deployment\nmetadata:\n  name: " + name + "\n"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "backend.autoscaling.minReplica=5 | additional properties 'minReplica' not allowed",
                "backend.autoscaling.minReplicas=0 | at '/backend/autoscaling/minReplicas': minimum: got 0, want 1",
                "backend.autoscaling.minReplicas=30 | minReplicas (30) is above autoscaling.maxReplicas (20)",
                "backend.resources.requests.cpu=100mm | at '/backend/resources/requests/cpu'",
                "redis.config.maxmemory=1.5Gib | at '/redis/config/maxmemory'",
                "redis.config.maxmemory=2Gi | must stay below redis.resources.limits.memory (2Gi)",
                "backend.podDisruptionBudget.maxUnavailable=1 | minAvailable or maxUnavailable, not both",
            })
    void saysWhatIsWrongWithAValue(String value, String complaint) {
        Shell.Outcome outcome = helm(TEMPLATE + " --set " + value);
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
        assertThat(outcome.err()).contains(complaint);
    }
}
