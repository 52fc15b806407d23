package dev.tidewright.insight.leadtime;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.run.Autoscaled;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Owners;
import dev.tidewright.insight.run.Run;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds every rise of traffic that an autoscaler answered, and follows it through the journal.
public final class Ramps {
    /// A decision this much after the one before it answers another rise.
    static final Duration APART = Duration.ofMinutes(5);

    /// A rise is not looked for further back than this before the decision.
    static final Duration REACH = Duration.ofMinutes(30);

    private final Run run;
    private final Map<ObjectKey, PodLife> pods = new LinkedHashMap<>();
    private final Map<ObjectKey, List<PodLife>> podsOf = new LinkedHashMap<>();
    private final Map<ObjectKey, List<Line>> decisionsOf = new LinkedHashMap<>();
    private final NodeArrivals nodes;

    private Ramps(Run run) {
        this.run = run;
        this.nodes = new NodeArrivals(run.journal());
        var owners = new Owners(run.scenario());
        for (Line line : run.journal()) {
            note(line, owners);
        }
    }

    private void note(Line line, Owners owners) {
        Entry entry = line.entry();
        if (entry.actor().equals("pods") && entry.verb().equals("scale")) {
            decisionsOf
                    .computeIfAbsent(entry.object(), key -> new ArrayList<>())
                    .add(line);
        } else if (entry.object().kind().equals("Pod") && entry.verb().equals("create")) {
            var life = new PodLife(entry.object(), entry.at());
            pods.put(entry.object(), life);
            owners.of(entry.object())
                    .ifPresent(workload -> podsOf.computeIfAbsent(workload.key(), key -> new ArrayList<>())
                            .add(life));
        } else {
            PodLife known = pods.get(entry.object());
            if (known != null) {
                known.note(entry);
            }
        }
    }

    /// All ramps, in order of the rise.
    public static List<Ramp> of(Run run) {
        var finder = new Ramps(run);
        var ramps = new ArrayList<Ramp>();
        for (Autoscaled each : Autoscaled.of(run.scenario())) {
            ramps.addAll(finder.rampsOf(each));
        }
        ramps.sort(Comparator.comparing(Ramp::rose));
        return ramps;
    }

    private List<Ramp> rampsOf(Autoscaled scaled) {
        List<Line> decisions = decisionsOf.getOrDefault(scaled.autoscaler().key(), List.of());
        List<PodLife> created = podsOf.getOrDefault(scaled.workload().key(), List.of());
        var chain = new Chain(scaled, run, nodes);
        var ramps = new ArrayList<Ramp>();
        for (List<Line> rise : rises(decisions)) {
            var steps = new ArrayList<LeadTime>();
            for (int each = 0; each < rise.size(); each++) {
                Line decision = rise.get(each);
                List<Line> soFar = rise.subList(0, each + 1);
                lastOf(created, decision.entry().at(), nextAfter(decision, decisions))
                        .map(pod -> follow(chain, soFar, pod))
                        .ifPresent(steps::add);
            }
            if (!steps.isEmpty()) {
                ramps.add(new Ramp(steps));
            }
        }
        return ramps;
    }

    private LeadTime follow(Chain chain, List<Line> soFar, PodLife pod) {
        return chain.follow(soFar, pod.stations().orElseThrow(), pod.pod().toString(), pod.node());
    }

    /// Decisions for more pods, in groups of those that follow one another closely.
    private List<List<Line>> rises(List<Line> decisions) {
        var rises = new ArrayList<List<Line>>();
        Instant previous = Instant.EPOCH;
        for (Line line : decisions) {
            Entry decision = line.entry();
            if (Facts.growth(decision) <= 0
                    || decision.at().isBefore(run.scenario().start())) {
                continue;
            }
            if (rises.isEmpty() || Duration.between(previous, decision.at()).compareTo(APART) > 0) {
                rises.add(new ArrayList<>());
            }
            rises.getLast().add(line);
            previous = decision.at();
        }
        return rises;
    }

    private static Instant nextAfter(Line decision, List<Line> decisions) {
        for (Line line : decisions) {
            if (line.number() > decision.number()) {
                return line.entry().at();
            }
        }
        return Instant.MAX;
    }

    /// Of the pods made from `from` on and before `to`, the one that was ready last.
    private static Optional<PodLife> lastOf(List<PodLife> created, Instant from, Instant to) {
        return created.stream()
                .filter(pod -> !pod.created().isBefore(from) && pod.created().isBefore(to))
                .filter(pod -> pod.stations().isPresent())
                .max(Comparator.comparing(pod -> pod.stations().orElseThrow().ready()));
    }
}
