package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import dev.tidewright.core.requests.recommend.RecommendationSettings;
import dev.tidewright.core.requests.recommend.RequestDecision;
import dev.tidewright.core.requests.recommend.RequestScaling;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.requests.usage.UsageCheckpoint;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at all autoscalers of a case at one instant and compares what it sees.
final class Observation {
    private final Timeline timeline;
    private final RecommendationSettings settings;
    private final Checks checks;

    Observation(Timeline timeline, RecommendationSettings settings, Checks checks) {
        this.timeline = timeline;
        this.settings = settings;
        this.checks = checks;
    }

    void look(Fields expected, Instant now) {
        Fields vpas = expected.mapping("vpas").orElseThrow();
        List<String> ours = new ArrayList<>();
        for (Timeline.Watched watched : timeline.vpas()) {
            ours.add(watched.name());
            vpas.mapping(watched.name())
                    .ifPresent(fields -> autoscaler(
                            fields, watched, now, "at " + expected.text("atSec").orElse("?") + " s: "));
        }
        checks.same(
                "vpas",
                vpas.names().stream().sorted().toList(),
                ours.stream().sorted().toList());
    }

    private void autoscaler(Fields expected, Timeline.Watched watched, Instant now, String path) {
        SortedMap<String, ContainerUsage> usage = timeline.model().usage(watched.namespace(), watched.name());
        RequestDecision decision = RequestScaling.decide(watched.vpa(), usage, settings);
        int pods = timeline.model().pods(watched.namespace(), watched.name());
        Status status = decision.after(watched.vpa().status(), pods, now);
        aggregates(expected, decision, usage, now, path);
        recommendation(expected, status, path);
        conditions(expected, status, path);
    }

    private void aggregates(
            Fields expected,
            RequestDecision decision,
            SortedMap<String, ContainerUsage> usage,
            Instant now,
            String path) {
        Fields aggregates = expected.mapping("aggregates").orElseThrow();
        List<String> ours =
                decision.containers().stream().map(one -> one.container()).toList();
        checks.same(path + "aggregates", aggregates.names().stream().sorted().toList(), ours);
        for (String name : ours) {
            ContainerUsage found =
                    usage.getOrDefault(name, new ContainerUsage(timeline.model().settings()));
            aggregates.mapping(name).ifPresent(fields -> usage(fields, found, now, path + name + "."));
        }
    }

    private void usage(Fields expected, ContainerUsage actual, Instant now, String path) {
        checks.same(path, expected, "totalSamplesCount", actual.samples());
        seconds(expected, "firstSampleStart", actual.first(), path);
        seconds(expected, "lastSampleStart", actual.last(), path);
        new HistogramCheck(checks, path + "cpu.")
                .histogram(expected.mapping("cpu").orElseThrow(), actual.cpu(), Optional.of(now));
        new HistogramCheck(checks, path + "memory.")
                .histogram(expected.mapping("memory").orElseThrow(), actual.memory(), Optional.of(now));
    }

    private void seconds(Fields expected, String name, Optional<Instant> actual, String path) {
        checks.same(
                path + name,
                expected.wholeNumber(name).map(Instant::ofEpochSecond),
                actual.map(time -> Instant.ofEpochSecond(time.getEpochSecond())));
    }

    private void recommendation(Fields expected, Status status, String path) {
        List<ContainerRecommendation> wanted =
                expected.list("recommendation", item -> VerticalAutoscalerDocuments.recommendation(item.fields()));
        List<ContainerRecommendation> ours = status.recommendation().orElse(List.of());
        checks.same(path + "recommendation", names(wanted), names(ours));
        for (int i = 0; i < Math.min(wanted.size(), ours.size()); i++) {
            String below = path + "recommendation." + wanted.get(i).container() + ".";
            amounts(below + "target", wanted.get(i).target(), ours.get(i).target());
            amounts(
                    below + "lowerBound",
                    wanted.get(i).lowerBound(),
                    ours.get(i).lowerBound());
            amounts(
                    below + "upperBound",
                    wanted.get(i).upperBound(),
                    ours.get(i).upperBound());
            amounts(
                    below + "uncappedTarget",
                    wanted.get(i).uncappedTarget(),
                    ours.get(i).uncappedTarget());
        }
    }

    private static List<String> names(List<ContainerRecommendation> all) {
        return all.stream().map(ContainerRecommendation::container).toList();
    }

    private void amounts(String path, Resources expected, Resources actual) {
        checks.same(path, expected.amounts().keySet(), actual.amounts().keySet());
        expected.amounts().forEach((resource, amount) -> {
            Quantity ours = actual.get(resource).orElse(Quantity.ZERO);
            if (amount.compareTo(ours) != 0) {
                checks.differ(path + "." + resource, amount, ours);
            }
        });
    }

    private void conditions(Fields expected, Status status, String path) {
        Map<String, String> ours = new TreeMap<>();
        for (Condition condition : status.conditions()) {
            ours.put(condition.type(), condition.status());
        }
        checks.same(path + "conditions", expected.texts("conditions"), ours);
    }

    /// Compares what is stored for one autoscaler.
    void checkpoints(Fields expected, Map<String, UsageCheckpoint> actual, String path) {
        checks.same(path, expected.names().stream().sorted().toList(), List.copyOf(actual.keySet()));
        actual.forEach((container, ours) ->
                expected.mapping(container).ifPresent(wanted -> checkpoint(wanted, ours, path + container + ".")));
    }

    private void checkpoint(Fields expected, UsageCheckpoint actual, String path) {
        var model = timeline.model().settings();
        new HistogramCheck(checks, path + "cpuHistogram.")
                .checkpoint(
                        expected.mapping("cpuHistogram").orElseThrow(),
                        actual.cpu(),
                        model.cpuHalfLife().toMillis());
        new HistogramCheck(checks, path + "memoryHistogram.")
                .checkpoint(
                        expected.mapping("memoryHistogram").orElseThrow(),
                        actual.memory(),
                        model.memoryHalfLife().toMillis());
        checks.same(path, expected, "version", actual.version());
        checks.same(path, expected, "totalSamplesCount", actual.samples());
        seconds(expected, "firstSampleStart", actual.first(), path);
        seconds(expected, "lastSampleStart", actual.last(), path);
    }
}
