package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Deployment.Strategy;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Reads the kinds that keep pods. What is absent gets the API server's defaults (`pkg/apis/apps/v1`).
public final class WorkloadDocuments {
    private WorkloadDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static Deployment deployment(Document document) {
        Parts parts = Parts.of(document);
        return new Deployment(
                parts.meta,
                replicas(parts.spec),
                parts.selector,
                parts.template,
                strategy(parts.spec),
                parts.object.mapping("status").map(WorkloadDocuments::status).orElse(Deployment.Status.NONE));
    }

    private static Deployment.Status status(Fields status) {
        return new Deployment.Status(
                status.wholeNumber("observedGeneration").orElse(0L),
                status.count("replicas").orElse(0),
                status.count("updatedReplicas").orElse(0),
                status.count("readyReplicas").orElse(0),
                status.count("availableReplicas").orElse(0));
    }

    private static Strategy strategy(Fields spec) {
        int minReady = Amounts.notNegative(spec, "minReadySeconds", 0);
        Optional<Fields> strategy = spec.mapping("strategy");
        String type = strategy.flatMap(fields -> fields.text("type")).orElse("RollingUpdate");
        return switch (type) {
            case "Recreate" -> new Strategy(true, "0", "100%", minReady);
            case "RollingUpdate" -> rolling(strategy.flatMap(fields -> fields.mapping("rollingUpdate")), minReady);
            default ->
                throw strategy.orElse(spec)
                        .complaint("type", "expected RollingUpdate or Recreate, found '" + type + "'");
        };
    }

    private static Strategy rolling(Optional<Fields> rolling, int minReady) {
        String surge = rolling.flatMap(fields -> Amounts.countOrPercent(fields, "maxSurge"))
                .orElse("25%");
        String unavailable = rolling.flatMap(fields -> Amounts.countOrPercent(fields, "maxUnavailable"))
                .orElse("25%");
        if (rolling.isPresent() && Amounts.isZero(surge) && Amounts.isZero(unavailable)) {
            throw rolling.get().complaint("maxUnavailable", "expected above 0 where maxSurge is 0");
        }
        return new Strategy(false, surge, unavailable, minReady);
    }

    /// @throws BadInput naming the field that cannot be used
    public static ReplicaSet replicaSet(Document document) {
        Parts parts = Parts.of(document);
        Optional<Fields> status = parts.object.mapping("status");
        return new ReplicaSet(
                parts.meta,
                replicas(parts.spec),
                parts.selector,
                parts.template,
                count(status, "replicas"),
                count(status, "readyReplicas"),
                count(status, "availableReplicas"),
                Amounts.notNegative(parts.spec, "minReadySeconds", 0));
    }

    /// `v1` ReplicationController. An absent selector is the template's labels (`pkg/apis/core/v1/defaults.go`).
    ///
    /// @throws BadInput naming the field that cannot be used
    public static ReplicationController replicationController(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec = object.mapping("spec")
                .orElseThrow(() -> object.complaint("spec", "missing; expected replicas and a template"));
        PodTemplate template = PodDocuments.template(spec);
        SortedMap<String, String> written = spec.texts("selector");
        LabelSelector selector = new LabelSelector(written.isEmpty() ? template.labels() : written, List.of());
        Parts.refuseStranger(spec, selector, template);
        Optional<Fields> status = object.mapping("status");
        return new ReplicationController(
                MetaDocuments.meta(object, true),
                replicas(spec),
                selector,
                template,
                count(status, "replicas"),
                count(status, "readyReplicas"),
                count(status, "availableReplicas"),
                Amounts.notNegative(spec, "minReadySeconds", 0));
    }

    /// @throws BadInput naming the field that cannot be used
    public static StatefulSet statefulSet(Document document) {
        Parts parts = Parts.of(document);
        Optional<Fields> status = parts.object.mapping("status");
        String policy = parts.spec.text("podManagementPolicy").orElse("OrderedReady");
        if (!policy.equals("OrderedReady") && !policy.equals("Parallel")) {
            throw parts.spec.complaint("podManagementPolicy", "expected OrderedReady or Parallel");
        }
        return new StatefulSet(
                parts.meta,
                replicas(parts.spec),
                parts.selector,
                parts.template,
                policy.equals("Parallel"),
                count(status, "replicas"),
                count(status, "readyReplicas"));
    }

    /// @throws BadInput naming the field that cannot be used
    public static DaemonSet daemonSet(Document document) {
        Parts parts = Parts.of(document);
        Optional<Fields> status = parts.object.mapping("status");
        return new DaemonSet(
                parts.meta,
                parts.selector,
                parts.template,
                count(status, "desiredNumberScheduled"),
                count(status, "numberReady"));
    }

    private static int replicas(Fields spec) {
        return Amounts.notNegative(spec, "replicas", 1);
    }

    private static int count(Optional<Fields> status, String name) {
        return status.flatMap(fields -> fields.count(name)).orElse(0);
    }

    /// What all of these kinds have.
    private record Parts(Fields object, ObjectMeta meta, Fields spec, LabelSelector selector, PodTemplate template) {
        static Parts of(Document document) {
            Fields object = Fields.of(document, "");
            Fields spec = object.mapping("spec")
                    .orElseThrow(() -> object.complaint("spec", "missing; expected a selector and a template"));
            LabelSelector selector = MetaDocuments.selector(spec, "selector")
                    .orElseThrow(() -> spec.complaint("selector", "missing; expected labels of the pod template"));
            PodTemplate template = PodDocuments.template(spec);
            refuseStranger(spec, selector, template);
            return new Parts(object, MetaDocuments.meta(object, true), spec, selector, template);
        }

        private static void refuseStranger(Fields spec, LabelSelector selector, PodTemplate template) {
            if (selector.equals(LabelSelector.EVERYTHING)) {
                throw spec.complaint("selector", "selects everything; expected labels of the pod template");
            }
            if (!selector.matches(template.labels())) {
                throw spec.complaint(
                        "selector", "selects none of its own pods; expected a match for " + template.labels());
            }
        }
    }
}
