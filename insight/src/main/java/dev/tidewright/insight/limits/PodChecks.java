package dev.tidewright.insight.limits;

import static dev.tidewright.insight.run.Words.number;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.limits.Limit.Cause;
import dev.tidewright.insight.run.Autoscaled;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Faults;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.scenario.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Limits in the pods and in their autoscalers.
final class PodChecks {
    private static final double NEARLY_ALL = 0.9;
    private static final Duration STILL_FELT = Duration.ofMinutes(1);

    private PodChecks() {}

    /// At its maximum and still over its target; how many it wanted is its own arithmetic, or else its own words.
    static List<Limit> maxReplicas(Scene scene) {
        var found = new ArrayList<Limit>();
        for (Autoscaled scaled : Autoscaled.of(scene.scenario())) {
            int max = scaled.autoscaler().spec().maxReplicas();
            long wanted = wanted(scene, scaled);
            if (scene.mean(scaled.workloadSubject(), Measures.DESIRED) > max - 0.5 && wanted > max) {
                found.add(new Limit(
                        Cause.MAX_REPLICAS,
                        "%s stood at its maxReplicas of %d and wanted %d pods."
                                .formatted(scaled.autoscalerSubject(), max, wanted),
                        List.of("Raise maxReplicas of %s from %d to at least %d."
                                .formatted(scaled.autoscalerSubject(), max, wanted))));
            }
        }
        return found;
    }

    private static long wanted(Scene scene, Autoscaled scaled) {
        Entry last = scene.decisions().get(scaled.autoscaler().key());
        boolean capped = last != null
                && Facts.text(last, "limit").filter("TooManyReplicas"::equals).isPresent();
        long told = last != null && capped ? Facts.number(last, "wanted").orElse(0) : 0;
        double seen = scene.peak(scaled.autoscalerSubject(), Measures.UTILISATION_PERCENT);
        double share = scaled.targetPercent().map(target -> seen / target).orElse(0d);
        double ready = scene.mean(scaled.workloadSubject(), Measures.READY);
        return Math.max(told, share > 1.1 ? (long) Math.ceil(ready * share) : 0);
    }

    static List<Limit> policy(Scene scene) {
        var found = new ArrayList<Limit>();
        var latest = new LinkedHashMap<ObjectKey, Entry>();
        scene.recent("pods", "scale").forEach(entry -> latest.put(entry.object(), entry));
        for (Entry entry : latest.values()) {
            boolean capped =
                    Facts.text(entry, "limit").filter("ScaleUpLimit"::equals).isPresent();
            if (capped && !entry.at().isBefore(scene.start().minus(STILL_FELT))) {
                found.addAll(heldBack(scene, entry));
            }
        }
        return found;
    }

    private static List<Limit> heldBack(Scene scene, Entry entry) {
        long from = Facts.number(entry, "from").orElse(0);
        long to = Facts.number(entry, "to").orElse(0);
        long wanted = Facts.number(entry, "wanted").orElse(0);
        if (wanted <= to) {
            return List.of();
        }
        long percent = (long) Math.ceil(100.0 * (wanted - from) / Math.max(1, from));
        return List.of(new Limit(
                Cause.SCALE_UP_POLICY,
                "At %s %s wanted %d pods, and its scaleUp policies let it go from %d to %d."
                        .formatted(scene.clock(entry.at()), Facts.objectOf(entry), wanted, from, to),
                List.of("Let behavior.scaleUp of %s grow by %d %% (or %d pods) in one period."
                        .formatted(Facts.objectOf(entry), percent, wanted - from))));
    }

    static List<Limit> metricsLost(Scene scene) {
        var found = new ArrayList<Limit>();
        for (Fault fault : scene.scenario().faults()) {
            if (fault instanceof Fault.MetricOutage && scene.isActive(fault)) {
                found.add(new Limit(
                        Cause.METRICS_LOST,
                        "From %s on for %s: %s."
                                .formatted(
                                        scene.clock(scene.scenario().start().plus(fault.at())),
                                        Words.time(Faults.length(fault)),
                                        Faults.words(fault)),
                        List.of()));
            }
        }
        return found;
    }

    /// All pods that were asked for served, they were over target, and more were ordered only later.
    static List<Limit> metricLag(Scene scene) {
        var found = new ArrayList<Limit>();
        for (Entry next : firstOfEach(scene.following("pods", "scale"))) {
            Optional<String> target = Facts.text(next, "target");
            if (target.isEmpty() || Facts.growth(next) <= 0) {
                continue;
            }
            String workload = "workload" + target.get().substring(target.get().indexOf('/'));
            double asked = scene.mean(workload, Measures.CPU_REQUESTED_MILLI);
            double busy = asked == 0 ? 0 : 100 * scene.mean(workload, Measures.CPU_USED_MILLI) / asked;
            double goal = scene.peak("hpa" + tail(next.object()), Measures.TARGET_PERCENT);
            boolean allServe = scene.mean(workload, Measures.READY) >= scene.mean(workload, Measures.DESIRED) - 0.5;
            if (allServe && goal > 0 && busy > goal * 1.1) {
                found.add(lag(scene, next, busy, goal));
            }
        }
        return found;
    }

    private static Limit lag(Scene scene, Entry next, double busy, double goal) {
        long from = Facts.number(next, "from").orElse(0);
        long to = Facts.number(next, "to").orElse(0);
        String evidence =
                "The %d pods behind %s used %s %% of their requests (target %s %%); more were ordered at %s, %s later."
                        .formatted(
                                from,
                                Facts.objectOf(next),
                                number(busy),
                                number(goal),
                                scene.clock(next.at()),
                                Words.time(Duration.between(scene.start(), next.at())));
        String remedy =
                "Hold pods ready for such a rise: %d instead of %d (minReplicas of %s), or a lower target than %s %%."
                        .formatted(to, from, Facts.objectOf(next), number(goal));
        return new Limit(Cause.METRIC_LAG, evidence, List.of(remedy));
    }

    private static List<Entry> firstOfEach(List<Entry> entries) {
        var seen = new LinkedHashMap<ObjectKey, Entry>();
        entries.forEach(entry -> seen.putIfAbsent(entry.object(), entry));
        return List.copyOf(seen.values());
    }

    private static String tail(ObjectKey key) {
        return "/" + key.namespace() + "/" + key.name();
    }

    static List<Limit> starting(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String workload : scene.subjects("workload/")) {
            double desired = scene.mean(workload, Measures.DESIRED);
            double ready = scene.mean(workload, Measures.READY);
            long starting = scene.starting().stream()
                    .filter(pod -> belongs(pod, workload))
                    .count();
            if (starting > 0 && ready < desired * NEARLY_ALL) {
                found.add(new Limit(
                        Cause.STARTING,
                        "%s: %s of %s pods were ready on average; %s had a node and was not ready yet."
                                .formatted(workload, number(ready), number(desired), Words.count(starting, "pod"))
                                .replace("pods had a node and was", "pods had a node and were"),
                        startRemedies(scene, workload)));
            }
        }
        return found;
    }

    private static List<String> startRemedies(Scene scene, String workload) {
        return scene.scenario().services().stream()
                .filter(service -> workload.endsWith(tail(service.workload())))
                .map(service -> "Shorten the start of %s: its image takes %s to pull and its process %s to start."
                        .formatted(
                                service.name(),
                                Words.time(service.imagePull().mean()),
                                Words.time(service.startUp().mean())))
                .toList();
    }

    private static boolean belongs(ObjectKey pod, String workload) {
        String prefix = "workload/" + pod.namespace() + "/";
        return workload.startsWith(prefix) && pod.name().startsWith(workload.substring(prefix.length()) + "-");
    }

    static List<Limit> outOfMemory(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String workload : scene.subjects("workload/")) {
            double kills = scene.peak(workload, Measures.OOM_KILLS);
            if (kills > 0) {
                found.add(new Limit(
                        Cause.OUT_OF_MEMORY,
                        "%s: containers were killed %s for passing their memory limit."
                                .formatted(workload, Words.count(Math.round(kills), "time")),
                        List.of("Raise the memory limit of %s, or find what holds its memory.".formatted(workload))));
            }
        }
        return found;
    }

    /// Throttled for a tenth of the minute and more, over all ready pods.
    static List<Limit> cpuLimit(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String workload : scene.subjects("workload/")) {
            double throttled = scene.peak(workload, Measures.THROTTLED_SECONDS);
            double ready = scene.mean(workload, Measures.READY);
            if (ready > 0 && throttled / ready >= 6) {
                found.add(new Limit(
                        Cause.CPU_LIMIT,
                        "%s: work waited %s core-seconds at the CPU limits of %s pods."
                                .formatted(workload, number(throttled), number(ready)),
                        List.of()));
            }
        }
        return found;
    }
}
