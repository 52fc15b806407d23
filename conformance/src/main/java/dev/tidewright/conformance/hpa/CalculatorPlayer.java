package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.MetricDocuments;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricComputation;
import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricScene;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.Proposal;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.TargetScale;
import dev.tidewright.core.pods.Tolerances;
import java.util.Optional;
import java.util.Set;

/// Plays computations of one metric's proposal.
public final class CalculatorPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("calculator");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Mapping expected = (Mapping) one.body().document("expected").orElseThrow();
        Fields call = one.body().mapping("call").orElseThrow();
        var world = new CaseWorld(one.body().mapping("world").orElseThrow());
        Document actual = document(
                propose(one.body(), call, world), call.requiredText("function").equals("GetResourceReplicas"));
        return Comparison.first("expected", ReconcilePlayer.without(expected, "platformDependent"), actual);
    }

    private static Proposal propose(Fields body, Fields call, CaseWorld world) {
        String namespace = call.text("namespace").orElse("");
        LabelSelector pods = call.text("podSelector")
                .map(ScaleSelector::parse)
                .map(parsed -> ((ScaleSelector.Parsed) parsed).meaning())
                .orElse(LabelSelector.EVERYTHING);
        var scene = new MetricScene(
                namespace,
                world.pods(namespace, pods),
                new Tolerances(
                        call.number("toleranceScaleUp").orElse(0.0),
                        call.number("toleranceScaleDown").orElse(0.0)),
                CaseSettings.of(body),
                body.instant("now").orElseThrow());
        int current = call.count("currentReplicas").orElse(0);
        var computation = new MetricComputation(scene, new TargetScale(current, current, new ScaleSelector.Missing()));
        return propose(call, computation, world);
    }

    private static Proposal propose(Fields call, MetricComputation computation, CaseWorld world) {
        String function = call.requiredText("function");
        MetricSource source = source(call, function);
        MetricAnswer answer = world.answer(source);
        long target = call.wholeNumber("targetMilli").orElse(0L);
        String resource = call.text("resource").orElse("");
        String container = call.text("container").orElse("");
        return switch (function) {
            case "GetResourceReplicas" ->
                computation.resourceUtilization(
                        answer,
                        resource,
                        container,
                        call.count("targetUtilization").orElse(0));
            case "GetRawResourceReplicas" -> computation.resourceAverage(answer, resource, target);
            case "GetMetricReplicas" -> computation.podsAverage(answer, call.requiredText("metricName"), target);
            case "GetObjectMetricReplicas" ->
                computation.objectWhole(answer, (MetricSource.ObjectMetric) source, target);
            case "GetObjectPerPodMetricReplicas" ->
                computation.objectPerPod(answer, (MetricSource.ObjectMetric) source, target);
            case "GetExternalMetricReplicas" -> computation.externalWhole(answer, metric(call), target);
            case "GetExternalPerPodMetricReplicas" -> computation.externalPerPod(answer, metric(call), target);
            default -> throw call.complaint("function", "unknown function");
        };
    }

    private static MetricIdentifier metric(Fields call) {
        return new MetricIdentifier(
                call.text("metricName").orElse(""),
                call.mapping("metricSelector").map(MetricDocuments::selector));
    }

    private static MetricSource source(Fields call, String function) {
        if (function.startsWith("GetObject")) {
            Fields object = call.mapping("describedObject").orElseThrow();
            var reference = new ObjectReference(
                    object.text("apiVersion").orElse(""), object.requiredText("kind"), object.requiredText("name"));
            return new MetricSource.ObjectMetric(reference, metric(call));
        }
        if (function.startsWith("GetExternal")) {
            return new MetricSource.External(metric(call));
        }
        if (function.equals("GetMetricReplicas")) {
            return new MetricSource.Pods(metric(call));
        }
        String resource = call.requiredText("resource");
        Optional<String> container = call.text("container").filter(name -> !name.isEmpty());
        return container.isPresent()
                ? new MetricSource.ContainerResource(resource, container.get())
                : new MetricSource.Resource(resource);
    }

    private static Document document(Proposal proposal, boolean utilization) {
        var document = new DocumentBuilder();
        return switch (proposal) {
            case Proposal.Failed failed -> document.put("error", failed.error()).build();
            case Proposal.Wanted wanted -> {
                document.put("replicas", wanted.replicas()).put("usageMilli", wanted.usageMilli());
                if (utilization) {
                    document.put("utilization", wanted.utilization());
                }
                yield document.putText("timestamp", wanted.time()).build();
            }
        };
    }
}
