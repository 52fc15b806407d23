package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.AutoscalerDocuments;
import dev.tidewright.cluster.documents.AutoscalerStatusDocuments;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricComputation;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.PodScaling;
import dev.tidewright.core.pods.PodScalingDecision;
import dev.tidewright.core.pods.PodScalingSettings;
import dev.tidewright.core.pods.Proposal;
import dev.tidewright.core.pods.Rival;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.ScalingMemory;
import dev.tidewright.core.pods.Settlement;
import dev.tidewright.core.pods.Sync;
import dev.tidewright.core.pods.TargetScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Plays syncs of the whole controller, step by step.
public final class ReconcilePlayer implements Player {
    private static final int WRITE_TRIES = 5;
    private static final Set<String> KNOWN_IN_APPS = Set.of("Deployment", "ReplicaSet", "StatefulSet");

    @Override
    public Set<String> kinds() {
        return Set.of("reconcile");
    }

    @Override
    public Optional<Difference> play(Case one) {
        return new Run(one.body()).play();
    }

    static Mapping without(Mapping mapping, String name) {
        var fields = new LinkedHashMap<>(mapping.fields());
        fields.remove(name);
        return new Mapping(mapping.place(), fields);
    }

    /// One case being played.
    private static final class Run {
        private final Fields body;
        private final PodScalingSettings settings;
        private final List<Rival> rivals;
        private HorizontalPodAutoscaler hpa;
        private ScalingMemory memory;

        Run(Fields body) {
            this.body = body;
            this.settings = CaseSettings.of(body);
            this.hpa = AutoscalerDocuments.stored(body.document("hpa").orElseThrow());
            this.memory = CaseMemory.of(body.mapping("initialState"));
            this.rivals = body.list("otherHPAs", item -> rival(item.fields()));
        }

        private static Rival rival(Fields rival) {
            var selector = (ScaleSelector.Parsed) ScaleSelector.parse(rival.requiredText("selector"));
            return new Rival(rival.requiredText("namespace"), rival.requiredText("name"), selector.meaning());
        }

        Optional<Difference> play() {
            for (Fields step : body.list("steps", Fields.Item::fields)) {
                Optional<Difference> found = play(step);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Difference> play(Fields step) {
            Mapping expected = (Mapping) step.document("expected").orElseThrow();
            if (step.bool("hpaDeleted").orElse(false)) {
                memory = ScalingMemory.NONE;
                hpa = hpa.with(HorizontalPodAutoscaler.Status.NONE);
                return Optional.empty();
            }
            step.mapping("hpaSpec").ifPresent(spec -> hpa = hpa.with(AutoscalerDocuments.spec(spec)));
            PodScalingDecision decision = PodScaling.decide(look(step));
            Optional<String> writeError = decision.rescale() ? write(step) : Optional.empty();
            Settlement settled = Settlement.of(decision, writeError);
            Optional<String> statusError = settled.changesStatus() ? step.text("updateStatusError") : Optional.empty();
            boolean stored = settled.changesStatus() && statusError.isEmpty();
            Mapping actual = actual(settled, statusError, stored);
            memory = settled.memory();
            hpa = stored ? hpa.with(settled.status()) : hpa;
            Mapping comparable = expected.fields().containsKey("state") ? actual : without(actual, "state");
            return Comparison.first(
                    step.path("expected"),
                    without(expected, "platformDependent"),
                    metricsAsExpected(expected, comparable));
        }

        /// Upstream's recorder leaves the proposals out where it computed none.
        private static Mapping metricsAsExpected(Mapping expected, Mapping actual) {
            return expected.fields().containsKey("perMetric") ? actual : without(actual, "perMetric");
        }

        private Sync look(Fields step) {
            var world = new CaseWorld(step);
            ScaleAnswer scale = scale(step);
            List<Pod> pods = List.of();
            List<MetricAnswer> answers = List.of();
            if (scale instanceof ScaleAnswer.Found found
                    && found.scale().selector() instanceof ScaleSelector.Parsed selector) {
                pods = world.pods(hpa.meta().namespace(), selector.meaning());
                answers = hpa.spec().metrics().stream()
                        .map(MetricSpec::source)
                        .map(world::answer)
                        .toList();
            }
            return new Sync(
                    hpa,
                    scale,
                    pods,
                    rivals,
                    answers,
                    memory,
                    settings,
                    step.instant("now").orElseThrow());
        }

        private ScaleAnswer scale(Fields step) {
            ObjectReference target = hpa.spec().target();
            if (target.hasMalformedVersion()) {
                return ScaleAnswer.malformed(target);
            }
            boolean known = target.group().equals("apps")
                    ? KNOWN_IN_APPS.contains(target.kind())
                    : target.group().isEmpty() && target.kind().equals("ReplicationController");
            if (!known) {
                return ScaleAnswer.unknownKind(target);
            }
            Optional<String> error = step.text("getScaleError");
            return error.isPresent()
                    ? new ScaleAnswer.Unavailable(ScaleAnswer.Fault.UNREADABLE, error.get())
                    : new ScaleAnswer.Found(scaleOf(step.mapping("scale").orElseThrow()));
        }

        private static TargetScale scaleOf(Fields scale) {
            Optional<Fields> status = scale.mapping("status");
            return new TargetScale(
                    scale.mapping("spec")
                            .flatMap(spec -> spec.count("replicas"))
                            .orElse(0),
                    status.flatMap(fields -> fields.count("replicas")).orElse(0),
                    ScaleSelector.parse(
                            status.flatMap(fields -> fields.text("selector")).orElse("")));
        }

        private Optional<String> write(Fields step) {
            if (step.count("updateScaleConflicts").orElse(0) >= WRITE_TRIES) {
                ObjectReference target = hpa.spec().target();
                String group = target.group().isEmpty() ? "" : "." + target.group();
                return Optional.of("Operation cannot be fulfilled on "
                        + target.kind().toLowerCase(Locale.ROOT) + "s" + group + " \"" + target.name()
                        + "\": the object has been modified; please apply your changes to the latest version and try"
                        + " again");
            }
            return step.text("updateScaleError");
        }

        private Mapping actual(Settlement settled, Optional<String> statusError, boolean stored) {
            boolean scaled = !settled.action().equals("none");
            var actual = new DocumentBuilder().put("scaleUpdated", scaled);
            if (scaled) {
                actual.put("replicasWritten", settled.decision().desired());
            }
            actual.put("statusUpdated", stored);
            actual.put("status", AutoscalerStatusDocuments.status(stored ? settled.status() : hpa.status()));
            actual.put("events", events(settled, statusError));
            actual.putText("error", settled.error(statusError));
            actual.put("perMetric", metrics(settled));
            actual.put(
                    "monitor",
                    new DocumentBuilder()
                            .put("action", settled.action())
                            .put(
                                    "error",
                                    settled.error(statusError).isPresent()
                                                    && settled.errorKind().equals("none")
                                            ? "internal"
                                            : settled.errorKind())
                            .build());
            return actual.put("state", CaseMemory.document(settled.memory())).build();
        }

        private static List<Document> events(Settlement settled, Optional<String> statusError) {
            List<Document> events = new ArrayList<>();
            settled.events(statusError)
                    .forEach(event -> events.add(new DocumentBuilder()
                            .put("type", event.type())
                            .put("reason", event.reason())
                            .put("message", event.message())
                            .build()));
            return events;
        }

        private List<Document> metrics(Settlement settled) {
            List<Document> metrics = new ArrayList<>();
            for (int i = 0; i < settled.decision().metrics().size(); i++) {
                metrics.add(metric(
                        hpa.spec().metrics().get(i),
                        settled.decision().metrics().get(i)));
            }
            return metrics;
        }

        private static Document metric(MetricSpec spec, MetricComputation.Outcome outcome) {
            var metric = new DocumentBuilder().put("type", spec.source().type());
            return switch (outcome.proposal()) {
                case Proposal.Wanted wanted ->
                    metric.put("replicas", wanted.replicas())
                            .put("metricName", spec.proposalName())
                            .putText("timestamp", wanted.time())
                            .build();
                case Proposal.Failed failed ->
                    metric.put("replicas", 0)
                            .put("error", failed.error())
                            .put("conditionReason", outcome.reason())
                            .build();
            };
        }
    }
}
