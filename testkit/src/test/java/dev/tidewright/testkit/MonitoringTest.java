package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cli.Rehearsal;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.insight.monitoring.Alert;
import dev.tidewright.insight.monitoring.Alerts;
import dev.tidewright.insight.monitoring.AutoscalerMeters;
import dev.tidewright.insight.monitoring.Dashboard;
import dev.tidewright.insight.monitoring.Dashboards;
import dev.tidewright.insight.monitoring.LeadTimeMeters;
import dev.tidewright.insight.monitoring.Panel;
import dev.tidewright.insight.monitoring.RulesFile;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dashboards and alerts against what is emitted, and against Prometheus' own tool.
class MonitoringTest {
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:kube_horizontalpodautoscaler|horizontal_pod_autoscaler_controller|cluster_autoscaler|tidewright)_\\w+");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");

    @TempDir
    private Path folder;

    @Test
    void nothingIsWatchedThatIsNotEmitted() {
        Set<String> emitted = emitted();
        for (Alert alert : Alerts.all()) {
            assertThat(emitted).as(alert.name()).containsAll(names(alert.expression()));
        }
        for (Dashboard dashboard : Dashboards.all()) {
            for (Panel panel : dashboard.panels()) {
                panel.queries()
                        .forEach(query -> assertThat(emitted).as(panel.title()).containsAll(names(query.expression())));
            }
        }
    }

    /// An hour and a half of the Clipper example's evening, with all that watches a cluster.
    private static Set<String> emitted() {
        var rehearsal =
                new Rehearsal(new Scenarios(() -> "").read("../examples/clipper/peak.yaml", Optional.empty()), 1);
        Meters meters = rehearsal.world().runtime().meters();
        var autoscalers = new AutoscalerMeters(meters);
        LeadTimeMeters.follow(rehearsal.world().cluster(), meters);
        for (int i = 0; i < 90; i++) {
            rehearsal.playOneMinute();
        }
        autoscalers.show(rehearsal.world().cluster());
        String text = meters.text();
        assertThat(text)
                .contains(
                        "kube_horizontalpodautoscaler_spec_target_metric{namespace=\"clipper-production\","
                                + "horizontalpodautoscaler=\"clipper-backend\",metric_name=\"cpu\",metric_target_type=\"utilization\"} 70")
                .containsPattern("tidewright_pod_lead_time_seconds_count\\{stage=\"starting\"} [1-9]");
        Set<String> names = new TreeSet<>();
        Matcher matcher = TYPE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static List<String> names(String expression) {
        List<String> names = NAME.matcher(expression)
                .results()
                .map(found -> found.group().replaceFirst("_bucket$", ""))
                .distinct()
                .toList();
        assertThat(names).as(expression).isNotEmpty();
        return names;
    }

    @Test
    void prometheusTakesTheRulesAndFiresThem() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RulesFile.of(Alerts.all()));
        Files.writeString(
                folder.resolve("test.yaml"), """
                rule_files: [rules.yaml]
                evaluation_interval: 1m
                tests:
                - interval: 1m
                  input_series:
                  - series: kube_horizontalpodautoscaler_status_current_replicas{namespace="shop",horizontalpodautoscaler="web"}
                    values: 10x40
                  - series: kube_horizontalpodautoscaler_spec_max_replicas{namespace="shop",horizontalpodautoscaler="web"}
                    values: 10x40
                  - series: horizontal_pod_autoscaler_controller_metric_computation_total{error="internal",metric_type="Resource"}
                    values: 0+4x40
                  alert_rule_test:
                  - eval_time: 10m
                    alertname: HPAMaxedOut
                  - eval_time: 20m
                    alertname: HPAMaxedOut
                    exp_alerts:
                    - exp_labels: {severity: warning, namespace: shop, horizontalpodautoscaler: web}
                      exp_annotations:
                        summary: shop/web has been at its maximum for 15 minutes
                        description: "%s"
                  - eval_time: 20m
                    alertname: MetricsServerDown
                    exp_alerts:
                    - exp_labels: {severity: critical}
                      exp_annotations:
                        summary: No autoscaler can read CPU or memory
                        description: "%s"
                  - eval_time: 20m
                    alertname: HPACustomMetricsNotAvailable
                """.formatted(advice("HPAMaxedOut"), advice("MetricsServerDown")));
        Shell shell = new Shell(folder, folder);
        assertThat(shell.run("promtool check rules rules.yaml", Duration.ofSeconds(20))
                        .toString())
                .contains("SUCCESS: " + Alerts.all().size() + " rules found");
        assertThat(shell.run("promtool test rules test.yaml", Duration.ofSeconds(20))
                        .toString())
                .contains("SUCCESS");
    }

    private static String advice(String name) {
        return Alerts.all().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow()
                .advice();
    }
}
