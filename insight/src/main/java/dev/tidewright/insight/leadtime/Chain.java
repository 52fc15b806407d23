package dev.tidewright.insight.leadtime;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.leadtime.NodeArrivals.Arrival;
import dev.tidewright.insight.leadtime.PodLife.Stations;
import dev.tidewright.insight.leadtime.Stage.Kind;
import dev.tidewright.insight.run.Autoscaled;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Run;
import dev.tidewright.simulator.recording.Ledger.Line;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows one decision from the rise before it to the readiness of its last pod. Every stage begins where the one
/// before it ends, so their lengths sum to the whole.
final class Chain {
    /// What an autoscaler ignores around its target (`--horizontal-pod-autoscaler-tolerance`).
    private static final double TOLERANCE = 1.1;

    private final Autoscaled scaled;
    private final Optional<OfferedLoad> load;
    private final NodeArrivals nodes;

    Chain(Autoscaled scaled, Run run, NodeArrivals nodes) {
        this.scaled = scaled;
        this.load = scaled.service().flatMap(service -> OfferedLoad.of(run.scenario(), service));
        this.nodes = nodes;
    }

    /// @param ramp the decisions of this ramp so far, this one last
    LeadTime follow(List<Line> ramp, Stations pod, String podName, String node) {
        Line line = ramp.getLast();
        Entry decision = line.entry();
        long from = Facts.number(decision, "from").orElse(0);
        Optional<Instant> seen = rise(decision, from);
        Entry held = heldBack(ramp, seen.orElse(decision.at()));
        Instant measured = clamp(Facts.time(held, "measured").orElse(held.at()), seen.orElse(Instant.MIN), held.at());
        Instant rose = seen.orElse(measured);
        var walk = new Walk(rose);
        walk.to(Kind.METRIC_LAG, measured);
        walk.to(Kind.SYNC, held.at());
        walk.to(Kind.POLICY, decision.at());
        Optional<Arrival> arrival = nodes.of(node);
        walk.toNode(decision.at(), pod.bound(), arrival);
        walk.to(Kind.IMAGE_PULL, pod.pulled());
        walk.to(Kind.START, pod.started());
        walk.to(Kind.READINESS, pod.ready());
        return new LeadTime(
                decision.object(),
                from,
                Facts.number(decision, "to").orElse(from),
                rose,
                seen.isPresent(),
                decision.at(),
                pod.ready(),
                podName,
                line.number(),
                walk.stages);
    }

    /// When the traffic passed what `from` pods serve at the target, if the offered load tells.
    private Optional<Instant> rise(Entry decision, long from) {
        if (load.isEmpty()
                || scaled.targetPercent().isEmpty()
                || scaled.service().isEmpty()) {
            return Optional.empty();
        }
        ServiceSpec service = scaled.service().get();
        double milliPerRequest = service.cpu().mean().toNanos() / 1e6;
        double capacityMilli =
                from * scaled.podRequestMilli() * scaled.targetPercent().get() / 100.0 * TOLERANCE;
        return milliPerRequest == 0
                ? Optional.empty()
                : load.get()
                        .roseThrough(
                                capacityMilli / milliPerRequest,
                                decision.at(),
                                decision.at().minus(Ramps.REACH));
    }

    /// The first decision after the rise that wanted more than it was allowed; the decision itself where none did.
    private static Entry heldBack(List<Line> ramp, Instant rose) {
        for (Line line : ramp) {
            Entry entry = line.entry();
            boolean wantedMore = Facts.number(entry, "wanted").orElse(0)
                    > Facts.number(entry, "to").orElse(Long.MAX_VALUE);
            if (wantedMore && !entry.at().isBefore(rose)) {
                return entry;
            }
        }
        return ramp.getLast().entry();
    }

    private static Instant clamp(Instant time, Instant from, Instant to) {
        Instant floored = time.isBefore(from) ? from : time;
        return floored.isAfter(to) ? to : floored;
    }

    /// Goes forward in time and keeps what each stage took; a station that lies behind takes nothing.
    private static final class Walk {
        private final List<Stage> stages = new ArrayList<>();
        private Instant at;

        Walk(Instant from) {
            this.at = from;
        }

        void to(Kind kind, Instant next) {
            Instant reached = next.isBefore(at) ? at : next;
            stages.add(new Stage(kind, Duration.between(at, reached)));
            at = reached;
        }

        /// Scheduling has two parts where a node had to come: before the order, and after the node was ready.
        void toNode(Instant decided, Instant bound, Optional<Arrival> arrival) {
            Duration whole = Duration.between(decided, bound);
            Duration boot = arrival.map(node -> overlap(decided, bound, node)).orElse(Duration.ZERO);
            stages.add(new Stage(Kind.SCHEDULING, whole.minus(boot)));
            stages.add(new Stage(Kind.NODE_BOOT, boot));
            at = bound;
        }

        private static Duration overlap(Instant decided, Instant bound, Arrival node) {
            Instant from = clamp(node.ordered(), decided, bound);
            Instant to = clamp(node.ready(), decided, bound);
            return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
    }
}
