package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.PodStatus.Termination;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `v1` Pod and the pod template of a workload. Fields that are absent get the API server's defaults.
///
/// Fields that no decision looks at (environment, commands, …) are not read.
public final class PodDocuments {
    private PodDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static Pod pod(Document document) {
        Fields pod = Fields.of(document, "");
        Fields spec = spec(pod);
        return new Pod(
                MetaDocuments.meta(pod, true),
                podSpec(spec),
                spec.text("nodeName").filter(name -> !name.isEmpty()),
                pod.mapping("status").map(PodDocuments::status).orElse(PodStatus.PENDING));
    }

    /// The template of a workload.
    ///
    /// @param workloadSpec the mapping that holds `template`, such as a Deployment's `spec`
    /// @throws BadInput naming the field that cannot be used
    public static PodTemplate template(Fields workloadSpec) {
        Fields template = workloadSpec
                .mapping("template")
                .orElseThrow(() -> workloadSpec.complaint("template", "missing; expected a pod template"));
        Optional<Fields> meta = template.mapping("metadata");
        return new PodTemplate(
                meta.map(fields -> fields.texts("labels")).orElse(Sorted.empty()),
                meta.map(fields -> fields.texts("annotations")).orElse(Sorted.empty()),
                podSpec(spec(template)));
    }

    private static Fields spec(Fields holder) {
        return holder.mapping("spec").orElseThrow(() -> holder.complaint("spec", "missing; expected a pod spec"));
    }

    private static PodSpec podSpec(Fields spec) {
        boolean hostNetwork = spec.bool("hostNetwork").orElse(false);
        return new PodSpec(
                containers(spec, "containers", hostNetwork),
                containers(spec, "initContainers", hostNetwork),
                spec.mapping("resources")
                        .filter(resources -> resources.document("requests").isPresent())
                        .map(resources -> new Resources(resources.quantities("requests"))),
                new Resources(spec.quantities("overhead")),
                spec.texts("nodeSelector"),
                PlacementDocuments.affinity(spec),
                PlacementDocuments.tolerations(spec),
                PlacementDocuments.spreads(spec),
                spec.list("volumes", VolumeDocuments::volume),
                spec.count("priority").orElse(0),
                spec.text("priorityClassName").orElse(""),
                spec.text("preemptionPolicy").orElse("PreemptLowerPriority"),
                spec.text("schedulerName").orElse("default-scheduler"),
                hostNetwork,
                spec.wholeNumber("terminationGracePeriodSeconds")
                        .map(Duration::ofSeconds)
                        .orElse(PodSpec.DEFAULT_TERMINATION_GRACE),
                spec.text("restartPolicy").orElse("Always"));
    }

    private static List<Container> containers(Fields spec, String name, boolean hostNetwork) {
        return spec.list(name, item -> ContainerDocuments.container(item.fields(), hostNetwork));
    }

    private static PodStatus status(Fields status) {
        List<Condition> conditions = MetaDocuments.conditions(status);
        return new PodStatus(
                MetaDocuments.word(status, "phase", Phase.class, Phase.PENDING),
                status.instant("startTime"),
                conditions.stream().filter(c -> c.type().equals("Ready")).findFirst(),
                conditions,
                containerStatuses(status),
                status.text("nominatedNodeName").orElse(""));
    }

    private static List<ContainerStatus> containerStatuses(Fields status) {
        List<ContainerStatus> all =
                new ArrayList<>(status.list("initContainerStatuses", PodDocuments::containerStatus));
        all.addAll(status.list("containerStatuses", PodDocuments::containerStatus));
        return all;
    }

    private static ContainerStatus containerStatus(Fields.Item item) {
        Fields container = item.fields();
        Optional<Fields> state = container.mapping("state");
        String field = state.map(Fields::names)
                .filter(names -> !names.isEmpty())
                .map(List::getFirst)
                .orElse("waiting");
        return new ContainerStatus(
                container.requiredText("name"),
                Character.toUpperCase(field.charAt(0)) + field.substring(1),
                state.flatMap(fields -> fields.mapping(field))
                        .flatMap(fields -> fields.text("reason"))
                        .orElse(""),
                container.bool("ready").orElse(false),
                container.count("restartCount").orElse(0),
                container
                        .mapping("resources")
                        .map(resources -> new ContainerResources(
                                new Resources(resources.quantities("requests")),
                                new Resources(resources.quantities("limits")))),
                state.flatMap(PodDocuments::end),
                container.mapping("lastState").flatMap(PodDocuments::end));
    }

    private static Optional<Termination> end(Fields state) {
        return state.mapping("terminated").map(PodDocuments::termination);
    }

    private static Termination termination(Fields terminated) {
        return new Termination(
                terminated.text("reason").orElse(""),
                terminated.instant("startedAt").orElse(Instant.EPOCH),
                terminated.instant("finishedAt").orElse(Instant.EPOCH));
    }
}
