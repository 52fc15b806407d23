package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.pods.HorizontalPodAutoscaler.Status;
import dev.tidewright.core.pods.PodScalingDecision.Stage;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a sync ends, once it is known whether the scale could be written: the status to store, the events, the memory.
///
/// @param status     to be written if it differs from the autoscaler's
/// @param action     `scale_up`, `scale_down` or `none`, as upstream's metrics call it
/// @param error      what the sync ends with; empty: none
/// @param errorKind  `spec`, `internal` or `none`
public record Settlement(
        PodScalingDecision decision,
        Status status,
        List<ScalingEvent> events,
        ScalingMemory memory,
        String action,
        Optional<String> error,
        String errorKind) {
    public Settlement {
        events = List.copyOf(events);
    }

    /// @param writeError why the scale could not be written; empty where it was, or was not to be
    public static Settlement of(PodScalingDecision decision, Optional<String> writeError) {
        List<ScalingEvent> events = new ArrayList<>(decision.events());
        if (!decision.rescale()) {
            return of(decision, false, events, decision.conditions(), decision.memory(), decision.error());
        }
        var conditions = new Conditions(decision.conditions(), decision.sync().now());
        String size = "New size: " + decision.desired() + "; reason: " + decision.reason();
        if (writeError.isPresent()) {
            String fault = writeError.get();
            events.add(ScalingEvent.warning("FailedRescale", size + "; error: " + fault));
            conditions.set(
                    Conditions.ABLE,
                    false,
                    "FailedUpdateScale",
                    "the HPA controller was unable to update the target scale: " + fault);
            Optional<String> error = Optional.of("failed to rescale " + target(decision) + ": " + fault);
            return of(decision, true, events, conditions.list(), decision.memory(), error);
        }
        conditions.set(
                Conditions.ABLE,
                true,
                "SucceededRescale",
                "the HPA controller was able to update the target scale to " + decision.desired());
        events.add(new ScalingEvent("Normal", "SuccessfulRescale", size));
        ScalingMemory memory = decision.memory()
                .rescaled(
                        decision.sync().hpa().spec().behavior(),
                        decision.current(),
                        decision.desired(),
                        decision.sync().now());
        return of(decision, false, events, conditions.list(), memory, decision.error());
    }

    private static String target(PodScalingDecision decision) {
        HorizontalPodAutoscaler hpa = decision.sync().hpa();
        return hpa.spec().target().kind() + "/" + hpa.meta().namespace() + "/"
                + hpa.spec().target().name();
    }

    private static Settlement of(
            PodScalingDecision decision,
            boolean failed,
            List<ScalingEvent> events,
            List<Condition> conditions,
            ScalingMemory memory,
            Optional<String> error) {
        boolean scaled = decision.rescale() && !failed;
        String action = scaled ? (decision.desired() > decision.current() ? "scale_up" : "scale_down") : "none";
        String reference = decision.stage() == Stage.NO_METRICS
                ? "failed to compute desired number of replicas based on listed metrics for " + target(decision) + ": "
                : "";
        return new Settlement(
                decision,
                status(decision, conditions, scaled, failed),
                events,
                memory,
                action,
                error.map(words -> reference + words),
                errorKind(decision, error));
    }

    private static Status status(
            PodScalingDecision decision, List<Condition> conditions, boolean scaled, boolean failed) {
        Status before = decision.sync().hpa().status();
        if (decision.stage() == Stage.NO_SCALE) {
            return before.with(conditions);
        }
        List<MetricStatus> metrics = new ArrayList<>(decision.metrics().size());
        decision.metrics().forEach(outcome -> metrics.add(outcome.status()));
        boolean undecided = failed || decision.stage() == Stage.NO_METRICS;
        return new Status(
                decision.current(),
                undecided ? before.desiredReplicas() : decision.desired(),
                scaled ? Optional.of(decision.sync().now().truncatedTo(ChronoUnit.SECONDS)) : before.lastScaleTime(),
                Optional.empty(), // upstream's controller of 1.34 never sets it
                metrics,
                conditions);
    }

    private static String errorKind(PodScalingDecision decision, Optional<String> error) {
        if (error.isEmpty()) {
            return "none";
        }
        boolean spec = decision.sync().scale() instanceof ScaleAnswer.Unavailable unavailable
                && unavailable.fault() == ScaleAnswer.Fault.MALFORMED_VERSION;
        return spec ? "spec" : "internal";
    }

    /// Whether there is anything to write into the status.
    public boolean changesStatus() {
        return !status.equals(decision.sync().hpa().status());
    }

    /// The sync's events once it is known whether the status could be written, in order.
    ///
    /// @param statusError why it could not; empty where it was, or was not to be
    public List<ScalingEvent> events(Optional<String> statusError) {
        if (statusError.isEmpty() && decision.stage() != Stage.NO_METRICS) {
            return events;
        }
        List<ScalingEvent> all = new ArrayList<>(events);
        statusError.ifPresent(words -> all.add(ScalingEvent.warning("FailedUpdateStatus", words)));
        if (decision.stage() == Stage.NO_METRICS) {
            all.add(ScalingEvent.warning(
                    "FailedComputeMetricsReplicas", decision.error().orElse("")));
        }
        return all;
    }

    /// What the sync ends with once it is known whether the status could be written.
    public Optional<String> error(Optional<String> statusError) {
        boolean ended = decision.stage() != Stage.DECIDED || (decision.rescale() && action.equals("none"));
        return statusError.isPresent() && !ended
                ? statusError.map(words -> "failed to update status for "
                        + decision.sync().hpa().meta().name() + ": " + words)
                : error;
    }
}
