package dev.tidewright.control.pods;

import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.PodScaling;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.Sync;
import dev.tidewright.core.pods.guard.MetricLossGuard;
import dev.tidewright.core.pods.guard.PodCpu;
import dev.tidewright.core.pods.guard.ServiceSignal;
import dev.tidewright.core.pods.guard.WrongWayVeto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies the guards that an autoscaler asks for by annotation, or a flag for all. Else it hands on what it was given.
final class ScalingGuards {
    private static final double MILLI = 1e-3;

    private final Metrics metrics;
    private final PodScalingFlags flags;

    ScalingGuards(Metrics metrics, PodScalingFlags flags) {
        this.metrics = metrics;
        this.flags = flags;
    }

    /// What the guards made of a sync.
    ///
    /// @param plain    as it was before
    /// @param findings in plain words; empty where nothing was changed
    record Checked(Sync sync, Sync plain, List<String> findings) {
        Checked {
            findings = List.copyOf(findings);
        }

        /// What the guards found, and what would have been decided without them.
        Optional<Explanation> why() {
            if (findings.isEmpty()) {
                return Optional.empty();
            }
            Explanation why = Explanation.because("guards");
            for (String finding : findings) {
                why = why.step(Explanation.because(finding));
            }
            return Optional.of(why.step(Explanation.because("without the guards")
                    .given("to", PodScaling.decide(plain).desired())));
        }
    }

    Checked check(Sync plain, ObjectKey target, Autoscalers.State state) {
        Sync sync = plain;
        List<String> findings = new ArrayList<>(0);
        if (isWanted(plain, MetricLossGuard.ANNOTATION, flags.metricLossGuard())) {
            MetricLossGuard.Guarded guarded = MetricLossGuard.guard(sync, state.metricLoss, cpu(sync));
            state.metricLoss = guarded.memory();
            sync = guarded.sync();
            findings.addAll(guarded.findings());
        }
        if (isWanted(plain, WrongWayVeto.ANNOTATION, flags.wrongWayVeto())) {
            WrongWayVeto.Judged judged = WrongWayVeto.judge(sync, signal(target), state.wrongWay);
            state.wrongWay = judged.memory();
            sync = judged.sync();
            sync.veto().ifPresent(veto -> findings.add(veto.message()));
        }
        return new Checked(sync, plain, findings);
    }

    private PodCpu cpu(Sync sync) {
        Optional<String> written =
                Optional.ofNullable(sync.hpa().meta().annotations().get(PodCpu.ANNOTATION));
        return PodCpu.of(written, () -> usage(sync));
    }

    private MetricAnswer usage(Sync sync) {
        return sync.scale() instanceof ScaleAnswer.Found found
                        && found.scale().selector() instanceof ScaleSelector.Parsed selector
                ? new MetricQueries(metrics, sync.hpa().meta().namespace(), selector.meaning()).ask(PodCpu.source())
                : MetricAnswer.empty(PodCpu.source());
    }

    /// The autoscaler's own word counts; where it says nothing, the flag.
    private static boolean isWanted(Sync sync, String annotation, boolean flag) {
        String written = sync.hpa().meta().annotations().get(annotation);
        return written == null ? flag : written.equals("true");
    }

    private Optional<ServiceSignal> signal(ObjectKey target) {
        Optional<Double> latency = seconds(target, ServiceSignal.LATENCY);
        return latency.map(seconds -> new ServiceSignal(
                seconds, seconds(target, ServiceSignal.DOWNSTREAM).orElse(0.0)));
    }

    private Optional<Double> seconds(ObjectKey target, String metric) {
        return switch (metrics.objectMetric(target, metric, Optional.empty())) {
            case Answer.Failure<Sample> failure -> Optional.empty();
            case Answer.Samples<Sample> samples ->
                samples.items().stream()
                        .findFirst()
                        .map(sample -> sample.value().milli() * MILLI);
        };
    }
}
