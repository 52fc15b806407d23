package dev.tidewright.core.pods;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.PodScalingDecision.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Decides how many pods a workload should have. Pure: the same inputs give the same decision, which is that of
/// Kubernetes' HorizontalPodAutoscaler controller (1.34), with its order of events and its words.
public final class PodScaling {
    private static final String SCALE_WORDS = "the HPA controller was unable to get the target's current scale: ";
    private static final String SELECTOR_WORDS =
            "couldn't convert selector into a corresponding internal selector object: ";

    private final Sync sync;
    private final HorizontalPodAutoscaler.Spec spec;
    private final Conditions conditions;
    private final List<ScalingEvent> events = new ArrayList<>(2);
    private List<MetricComputation.Outcome> metrics = List.of();
    private Optional<String> error = Optional.empty();
    private ScalingMemory memory;

    private PodScaling(Sync sync) {
        this.sync = sync;
        this.spec = sync.hpa().spec();
        this.conditions = new Conditions(sync.hpa().status().conditions(), sync.now());
        this.memory = sync.memory();
    }

    public static PodScalingDecision decide(Sync sync) {
        return new PodScaling(sync).decide();
    }

    /// Whether a decision on this scale needs the metrics: not where the count is out of bounds, or scaling is off.
    public static boolean looksAtMetrics(HorizontalPodAutoscaler.Spec spec, TargetScale scale) {
        int current = scale.replicas();
        boolean disabled = current == 0 && spec.floor() != 0;
        return !disabled && current <= spec.maxReplicas() && current >= spec.floor();
    }

    private PodScalingDecision decide() {
        return switch (sync.scale()) {
            case ScaleAnswer.Found found -> decide(found.scale());
            case ScaleAnswer.Unavailable unavailable -> withoutScale(unavailable);
        };
    }

    private PodScalingDecision withoutScale(ScaleAnswer.Unavailable answer) {
        events.add(ScalingEvent.warning("FailedGetScale", answer.error()));
        conditions.set(Conditions.ABLE, false, "FailedGetScale", SCALE_WORDS + answer.error());
        boolean named = answer.fault() == ScaleAnswer.Fault.UNREADABLE;
        error = Optional.of(answer.fault().words() + (named ? target() + ": " : "") + answer.error());
        return decision(Stage.NO_SCALE, sync.hpa().status().currentReplicas(), Optional.empty());
    }

    /// `Deployment/shop/web`, as upstream's errors name the target.
    private String target() {
        return spec.target().kind() + "/" + sync.hpa().meta().namespace() + "/"
                + spec.target().name();
    }

    private PodScalingDecision decide(TargetScale scale) {
        int current = scale.replicas();
        conditions.set(
                Conditions.ABLE,
                true,
                "SucceededGetScale",
                "the HPA controller was able to get the target's current scale");
        memory = memory.begun(current, sync.now());
        if (current == 0 && spec.floor() != 0) {
            conditions.set(
                    Conditions.ACTIVE,
                    false,
                    "ScalingDisabled",
                    "scaling is disabled since the replica count of the target is zero");
            return decision(Stage.DECIDED, current, Optional.empty());
        }
        if (current > spec.maxReplicas()) {
            return rescaled(current, spec.maxReplicas(), "Current number of replicas above Spec.MaxReplicas");
        }
        if (current < spec.floor()) {
            return rescaled(current, spec.floor(), "Current number of replicas below Spec.MinReplicas");
        }
        return byMetrics(scale);
    }

    private PodScalingDecision byMetrics(TargetScale scale) {
        Optional<String> fault = selectorFault(scale.selector());
        if (fault.isPresent()) {
            return withoutMetrics(scale.replicas(), fault.get());
        }
        metrics = computed(scale);
        Selection best = best();
        if (best.unusable(scale.replicas())) {
            MetricComputation.Outcome first = best.firstFailed(metrics);
            conditions.set(
                    Conditions.ACTIVE,
                    false,
                    first.reason(),
                    "the HPA was unable to compute the replica count: " + first.eventText());
            return withoutMetrics(scale.replicas(), best.error(metrics));
        }
        String name = best.name(spec.metrics());
        conditions.set(
                Conditions.ACTIVE,
                true,
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from " + name);
        error = best.failed == 0 ? Optional.empty() : Optional.of(best.error(metrics));
        return normalized(scale.replicas(), Math.max(best.replicas, 0), best.replicas > 0 ? name : "");
    }

    private PodScalingDecision withoutMetrics(int current, String fault) {
        error = Optional.of(fault);
        return decision(Stage.NO_METRICS, current, Optional.empty());
    }

    private Optional<String> selectorFault(ScaleSelector selector) {
        return switch (selector) {
            case ScaleSelector.Missing missing ->
                selectorFault(
                        "SelectorRequired",
                        "InvalidSelector",
                        "selector is required",
                        "the HPA target's scale is missing a selector");
            case ScaleSelector.Malformed malformed -> {
                String words = SELECTOR_WORDS + malformed.complaint();
                yield selectorFault("InvalidSelector", "InvalidSelector", words, words);
            }
            case ScaleSelector.Parsed parsed -> ambiguity(parsed);
        };
    }

    private Optional<String> selectorFault(String event, String condition, String words, String message) {
        events.add(ScalingEvent.warning(event, words));
        conditions.set(Conditions.ACTIVE, false, condition, message);
        return Optional.of(words);
    }

    private Optional<String> ambiguity(ScaleSelector.Parsed selector) {
        if (sync.rivals().isEmpty()) {
            return Optional.empty();
        }
        var selecting = new TreeSet<String>();
        String name = sync.hpa().meta().name();
        for (Rival rival : sync.rivals()) {
            boolean other = !rival.name().equals(name)
                    && rival.namespace().equals(sync.hpa().meta().namespace());
            if (other && selectsAny(rival.selector())) {
                selecting.add(rival.toString());
            }
        }
        if (selecting.isEmpty()) {
            return Optional.empty();
        }
        selecting.add(sync.hpa().meta().namespace() + "/" + sync.hpa().meta().name());
        String words = "pods by selector " + selector.text() + " are controlled by multiple HPAs: ["
                + String.join(" ", selecting) + "]";
        return selectorFault("AmbiguousSelector", "AmbiguousSelector", words, words);
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: the same map has the same labels
    private boolean selectsAny(LabelSelector selector) {
        Map<String, String> last = Map.of();
        for (int i = 0; i < sync.pods().size(); i++) {
            Pod pod = sync.pods().get(i);
            if (pod.meta().labels() != last && selector.matches(pod.meta().labels())) {
                return true;
            }
            last = pod.meta().labels();
        }
        return false;
    }

    private List<MetricComputation.Outcome> computed(TargetScale scale) {
        var computation = new MetricComputation(sync.scene(), scale);
        List<MetricComputation.Outcome> outcomes =
                new ArrayList<>(spec.metrics().size());
        for (int i = 0; i < spec.metrics().size(); i++) {
            MetricComputation.Outcome outcome =
                    computation.compute(spec.metrics().get(i), sync.answers().get(i));
            if (outcome.proposal() instanceof Proposal.Failed) {
                events.add(ScalingEvent.warning(outcome.reason(), outcome.eventText()));
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Selection best() {
        var best = new Selection(metrics.size());
        for (int i = 0; i < metrics.size(); i++) {
            switch (metrics.get(i).proposal()) {
                case Proposal.Failed failed -> best.fail(i);
                case Proposal.Wanted wanted -> best.offer(i, wanted.replicas());
            }
        }
        return best;
    }

    private PodScalingDecision normalized(int current, int recommended, String metric) {
        String reason = "";
        if (recommended > current) {
            reason = metric + " above target";
        } else if (recommended < current) {
            reason = "All metrics below target";
        }
        Stabilization.Stabilized stabilized = stabilized(current, recommended);
        memory = stabilized.memory();
        int left = stabilized.limit().replicas();
        Limit able = left == recommended ? Stabilization.ready(left) : stabilized.limit();
        conditions.set(Conditions.ABLE, true, able);
        Limit limit = limited(current, left);
        conditions.set(Conditions.LIMITED, limit.replicas() != left, limit);
        boolean rescale = limit.replicas() != current;
        return new PodScalingDecision(
                sync,
                Stage.DECIDED,
                current,
                limit.replicas(),
                rescale,
                reason,
                Optional.of(recommended),
                Optional.of(able),
                Optional.of(limit),
                metrics,
                conditions.list(),
                events,
                error,
                memory);
    }

    private Stabilization.Stabilized stabilized(int current, int recommended) {
        return spec.behavior().isEmpty()
                ? Stabilization.withoutBehavior(
                        recommended, memory, sync.settings().downscaleStabilization(), sync.now())
                : Stabilization.withBehavior(
                        current,
                        recommended,
                        spec.behavior().get(),
                        memory,
                        sync.settings().downscaleStabilization(),
                        sync.now());
    }

    private Limit limited(int current, int desired) {
        Limit limit = byRules(current, desired);
        boolean vetoed = sync.veto().isPresent() && limit.replicas() < current;
        return vetoed ? sync.veto().get() : limit;
    }

    private Limit byRules(int current, int desired) {
        return spec.behavior().isEmpty()
                ? RateLimits.withoutBehavior(current, desired, spec.floor(), spec.maxReplicas(), sync.settings())
                : RateLimits.withBehavior(
                        current,
                        desired,
                        spec.floor(),
                        spec.maxReplicas(),
                        spec.behavior().get(),
                        memory,
                        sync.now());
    }

    private PodScalingDecision rescaled(int current, int desired, String reason) {
        return new PodScalingDecision(
                sync,
                Stage.DECIDED,
                current,
                desired,
                true,
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                metrics,
                conditions.list(),
                events,
                error,
                memory);
    }

    private PodScalingDecision decision(Stage stage, int current, Optional<Integer> recommended) {
        return new PodScalingDecision(
                sync,
                stage,
                current,
                current,
                false,
                "",
                recommended,
                Optional.empty(),
                Optional.empty(),
                metrics,
                conditions.list(),
                events,
                error,
                memory);
    }

    /// The highest of several proposals, and how many there were none of.
    private static final class Selection {
        private final int of;
        private int replicas;
        private int chosen = -1;
        private int failed;
        private int firstFailed = -1;

        Selection(int of) {
            this.of = of;
        }

        void fail(int metric) {
            firstFailed = failed == 0 ? metric : firstFailed;
            failed++;
        }

        /// As upstream: a proposal of 0 gives way to whatever comes after it.
        void offer(int metric, int proposed) {
            if (replicas == 0 || proposed > replicas) {
                replicas = proposed;
                chosen = metric;
            }
        }

        /// Whether nothing may be decided: no metric could be read, or some could not and the others say "down".
        boolean unusable(int current) {
            return of > 0 && (failed >= of || (failed > 0 && replicas < current));
        }

        MetricComputation.Outcome firstFailed(List<MetricComputation.Outcome> outcomes) {
            return outcomes.get(firstFailed);
        }

        String error(List<MetricComputation.Outcome> outcomes) {
            String first = ((Proposal.Failed) firstFailed(outcomes).proposal()).error();
            return "invalid metrics (" + failed + " invalid out of " + of + "), first error is: " + first;
        }

        String name(List<MetricSpec> specs) {
            return chosen < 0 ? "" : specs.get(chosen).proposalName();
        }
    }
}
