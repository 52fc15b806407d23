package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.rendering.Renderer;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.store.Store;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/resize` of a pod: other resources for containers that run (KEP-1287). Safe for many threads.
public final class PodResizes {
    private static final int MOST_TRIES = 5;

    private final WorldThread world;
    private final Store store;
    private final Renderer renderer;

    public PodResizes(WorldThread world, Store store, Renderer renderer) {
        this.world = world;
        this.store = store;
        this.renderer = renderer;
    }

    /// @param change gives the pod as it is to be, of which the resources of its containers count
    /// @return the pod afterwards
    /// @throws ApiError 404, 409, and 422 for a change that may not be made while it runs
    public Pod change(
            ResourceType type, String namespace, String name, UnaryOperator<ObjectNode> change, boolean dryRun) {
        var key = new ObjectKey("Pod", namespace, name);
        for (int i = 0; i < MOST_TRIES; i++) {
            Pod before = world.ask(() -> store.get(key, Pod.class)).orElseThrow(() -> Refusals.notFound(type, name));
            ObjectNode wanted = change.apply(renderer.render(before, type));
            var resize = new Change.Resize(key, resources(wanted), before.meta().version());
            if (dryRun) {
                return before;
            }
            switch (world.ask(() -> store.apply(resize))) {
                case Outcome.Applied applied -> {
                    return world.ask(() -> store.get(key, Pod.class)).orElse(before);
                }
                case Outcome.Overtaken overtaken -> {}
                case Outcome.Refused refused ->
                    throw new ApiError(422, "Invalid", refused.reason(), List.of())
                            .about(type.group(), type.kind(), name);
            }
        }
        throw Refusals.modified(type, name);
    }

    private static SortedMap<String, ContainerResources> resources(ObjectNode pod) {
        SortedMap<String, ContainerResources> all = new TreeMap<>();
        for (JsonNode container : pod.path("spec").path("containers")) {
            JsonNode resources = container.path("resources");
            all.put(
                    container.path("name").asString(""),
                    new ContainerResources(amounts(resources.path("requests")), amounts(resources.path("limits"))));
        }
        return all;
    }

    private static Resources amounts(JsonNode written) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        written.properties().forEach(each -> {
            try {
                amounts.put(each.getKey(), Quantity.parse(each.getValue().asString("")));
            } catch (IllegalArgumentException e) {
                throw ApiError.badRequest("quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$': " + each.getValue());
            }
        });
        return new Resources(amounts);
    }
}
