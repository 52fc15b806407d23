package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cli.LiveRights;
import dev.tidewright.cli.LiveSettings;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Manifests;
import dev.tidewright.cluster.documents.OtherManifest;
import dev.tidewright.cluster.documents.Yaml;
import dev.tidewright.insight.monitoring.Alerts;
import dev.tidewright.insight.monitoring.Dashboard;
import dev.tidewright.insight.monitoring.Dashboards;
import dev.tidewright.insight.monitoring.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The chart that installs Tidewright, rendered by the real helm.
class TidewrightChartTest {
    private static final String CHART = "helm/charts/tidewright";
    private static final String EVERYTHING =
            "--set serviceMonitor.enabled=true,prometheusRule.enabled=true,dashboards.enabled=true";

    @TempDir
    private Path home;

    private Shell.Outcome helm(String command) {
        return new Shell(home, Sources.root()).run("helm " + command, Duration.ofMinutes(1));
    }

    private Manifests rendered(String flags) {
        Shell.Outcome outcome = helm("template t " + CHART + " -n ops " + flags);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return Manifests.of(Yaml.parse("rendered", outcome.out()));
    }

    @Test
    void isFoundCleanByLint() {
        Shell.Outcome outcome = helm("lint --strict " + CHART);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
    }

    /// Manifests are read as strictly as the API server reads them: a field that it does not know is a complaint.
    @ParameterizedTest
    @EnumSource
    void rendersWhatTheApiServerTakes(LiveSettings.Mode mode) {
        Manifests manifests = rendered(EVERYTHING + ",mode=" + word(mode) + " --set 'namespaces={a,b}'");
        assertThat(manifests.others())
                .extracting(OtherManifest::kind)
                .contains("ServiceMonitor", "PrometheusRule", "Role");
        assertThat(manifests.typed()).extracting(each -> each.kind()).contains("Deployment");
    }

    @ParameterizedTest
    @EnumSource
    void grantsWhatIsUsedAndNoMore(LiveSettings.Mode mode) {
        Set<String> granted = new TreeSet<>();
        for (OtherManifest manifest : rendered("--set mode=" + word(mode)).others()) {
            if (manifest.kind().equals("ClusterRole")) {
                granted.addAll(rights(manifest.document()));
            }
        }
        granted.removeIf(right -> right.contains("metrics.k8s.io"));
        Set<String> used = new TreeSet<>();
        LiveRights.of(mode).forEach(right -> used.add(right.verb() + " " + right.group() + " " + right.resource()));
        assertThat(granted).isEqualTo(used);
    }

    private static String word(LiveSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> rights(Document role) {
        List<String> rights = new ArrayList<>();
        Fields.of(role, "").list("rules", item -> item.fields()).forEach(rule -> {
            for (String group : rule.textList("apiGroups")) {
                for (String resource : rule.textList("resources")) {
                    rule.textList("verbs").forEach(verb -> rights.add(verb + " " + group + " " + resource));
                }
            }
        });
        return rights;
    }

    @Test
    void shipsTheRulesAndDashboardsThatAreGenerated() throws IOException {
        Path files = Sources.root().resolve(CHART + "/files");
        assertThat(Files.readString(files.resolve("alert-rules.yaml"))).isEqualTo(RulesFile.of(Alerts.all()));
        for (Dashboard dashboard : Dashboards.all()) {
            assertThat(Files.readString(files.resolve(dashboard.uid() + ".json")))
                    .isEqualTo(dashboard.json());
        }
    }

    @Test
    void namesTheValueThatCannotBe() {
        Shell.Outcome outcome = helm("template t " + CHART + " --set mode=both");
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains("/mode").contains("advise");
    }
}
