package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.units.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the API server checks and fills in that no single field shows: pod specs as a whole, priorities of classes.
final class ManifestChecks {
    private final Complaints complaints;
    private final List<Manifest> objects;
    private final Map<String, Integer> priorities =
            new TreeMap<>(Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000));
    private Optional<String> globalDefault = Optional.empty();

    ManifestChecks(Complaints complaints, List<Manifest> objects, List<OtherManifest> others) {
        this.complaints = complaints;
        this.objects = objects;
        others.forEach(other -> complaints.check(() -> priorityClass(other)));
    }

    private void priorityClass(OtherManifest other) {
        if (other.kind().equals("PriorityClass") && other.apiVersion().equals("scheduling.k8s.io/v1")) {
            Fields fields = Fields.of(other.document(), "");
            priorities.put(other.name(), fields.count("value").orElse(0));
            if (fields.bool("globalDefault").orElse(false)) {
                globalDefault = Optional.of(other.name());
            }
        }
    }

    /// The objects with what admission fills in; those that fail a check are left out, with the complaint kept.
    List<Manifest> finished() {
        return objects.stream()
                .flatMap(manifest -> complaints.attempt(() -> finished(manifest)).stream())
                .toList();
    }

    private Manifest finished(Manifest manifest) {
        KubeObject object = switch (manifest.object()) {
            case Deployment d ->
                new Deployment(
                        d.meta(), d.replicas(), d.selector(), with(d.template(), manifest), d.strategy(), d.status());
            case ReplicaSet r ->
                new ReplicaSet(
                        r.meta(),
                        r.replicas(),
                        r.selector(),
                        with(r.template(), manifest),
                        r.statusReplicas(),
                        r.ready(),
                        r.available(),
                        r.minReadySeconds());
            case ReplicationController r ->
                new ReplicationController(
                        r.meta(),
                        r.replicas(),
                        r.selector(),
                        with(r.template(), manifest),
                        r.statusReplicas(),
                        r.ready(),
                        r.available(),
                        r.minReadySeconds());
            case StatefulSet s ->
                new StatefulSet(
                        s.meta(),
                        s.replicas(),
                        s.selector(),
                        with(s.template(), manifest),
                        s.parallel(),
                        s.statusReplicas(),
                        s.ready());
            case DaemonSet d ->
                new DaemonSet(d.meta(), d.selector(), with(d.template(), manifest), d.desired(), d.ready());
            case Pod p -> new Pod(p.meta(), finished(p.spec(), podFields(manifest, "spec")), p.node(), p.status());
            case KubeObject other -> other;
        };
        return new Manifest(object, manifest.document());
    }

    private PodTemplate with(PodTemplate template, Manifest manifest) {
        PodSpec spec = finished(template.spec(), podFields(manifest, "spec", "template", "spec"));
        return new PodTemplate(template.labels(), template.annotations(), spec);
    }

    private static Fields podFields(Manifest manifest, String... path) {
        Fields fields = Fields.of(manifest.document(), "");
        for (String name : path) {
            Fields parent = fields;
            fields = parent.mapping(name).orElseThrow(() -> parent.complaint(name, "missing"));
        }
        return fields;
    }

    private PodSpec finished(PodSpec spec, Fields fields) {
        if (spec.containers().isEmpty()) {
            throw fields.complaint("containers", "expected at least one container");
        }
        Set<String> names = new HashSet<>();
        for (Container container : spec.containers()) {
            check(container, fields);
            if (!names.add(container.name())) {
                throw fields.complaint("containers", "second container '" + container.name() + "'");
            }
        }
        spec.initContainers().forEach(container -> check(container, fields));
        return withPriority(spec, fields);
    }

    private static void check(Container container, Fields fields) {
        container.requests().amounts().forEach((resource, request) -> {
            Optional<Quantity> limit = container.limits().get(resource);
            if (request.signum() < 0) {
                throw fields.complaint(
                        "containers", container.name() + ": expected a request of " + resource + " of 0 or more");
            }
            if (limit.isPresent() && request.compareTo(limit.get()) > 0) {
                throw fields.complaint(
                        "containers",
                        container.name() + ": expected a request of " + resource + " of at most the limit");
            }
        });
    }

    private PodSpec withPriority(PodSpec spec, Fields fields) {
        String name = spec.priorityClass().isEmpty() ? globalDefault.orElse("") : spec.priorityClass();
        if (name.isEmpty()) {
            return spec;
        }
        Integer priority = priorities.get(name);
        if (priority == null) {
            throw fields.complaint(
                    "priorityClassName",
                    "unknown class '" + name + "'; expected " + Nearest.oneOf(priorities.keySet()));
        }
        return spec.withPriority(priority, name);
    }
}
