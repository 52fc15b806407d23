package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads pods exactly as they were written: upstream's cases never went through an API server, so requests that are
/// absent were not filled in from limits, and names were not generated.
final class WrittenPods {
    private WrittenPods() {}

    static Pod pod(Document document) {
        Mapping named = named((Mapping) document);
        Pod pod = PodDocuments.pod(named);
        List<ContainerResources> written =
                Fields.of(named, "").mapping("spec").orElseThrow().list("containers", item -> written(item.fields()));
        List<Container> containers = new ArrayList<>();
        for (Container container : pod.spec().containers()) {
            containers.add(container.with(written.get(containers.size())));
        }
        return pod.with(pod.spec().withContainers(containers));
    }

    private static ContainerResources written(Fields container) {
        return container
                .mapping("resources")
                .map(own -> new ContainerResources(
                        new Resources(own.quantities("requests")), new Resources(own.quantities("limits"))))
                .orElse(ContainerResources.NONE);
    }

    /// With the name that the admission handler shows where the API server is yet to generate one.
    private static Mapping named(Mapping pod) {
        Mapping meta = (Mapping) pod.fields().get("metadata");
        if (meta == null || meta.fields().containsKey("name")) {
            return pod;
        }
        Map<String, Document> with = new LinkedHashMap<>(meta.fields());
        String prefix = Fields.of(meta, "metadata").text("generateName").orElse("");
        with.put("name", DocumentBuilder.text(prefix + "%"));
        Map<String, Document> fields = new LinkedHashMap<>(pod.fields());
        fields.put("metadata", new Mapping(meta.place(), with));
        return new Mapping(pod.place(), fields);
    }
}
