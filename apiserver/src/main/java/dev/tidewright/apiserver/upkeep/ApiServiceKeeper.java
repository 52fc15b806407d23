package dev.tidewright.apiserver.upkeep;

import dev.tidewright.apiserver.discovery.ApiServices;
import dev.tidewright.apiserver.discovery.ApiServices.Availability;
import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.cluster.documents.ObjectDocuments;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the APIService objects in step with what is served.
public final class ApiServiceKeeper {
    private static final String KIND = "APIService";
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Store store;
    private final Timeline timeline;
    private final InstantSource clock;
    private final ResourceTypes types;
    private long generation = -1;

    private ApiServiceKeeper(Store store, Timeline timeline, InstantSource clock, ResourceTypes types) {
        this.store = store;
        this.timeline = timeline;
        this.clock = clock;
        this.types = types;
    }

    /// To be called on the world's thread, or before it starts.
    ///
    /// @param clock as clients are told
    public static void follow(Store store, Timeline timeline, InstantSource clock, ResourceTypes types) {
        new ApiServiceKeeper(store, timeline, clock, types).look();
    }

    private void look() {
        if (generation != types.generation()) {
            generation = types.generation();
            bringInStep();
        }
        timeline.after(LOOK, this::look);
    }

    private void bringInStep() {
        Map<ObjectKey, ObjectNode> wanted = new LinkedHashMap<>();
        for (ApiVersion version : types.versions()) {
            ApiServices.object(version, clock.instant(), Availability.PASSED)
                    .ifPresent(tree -> wanted.put(
                            new ObjectKey(
                                    KIND, "", tree.path("metadata").path("name").asString("")),
                            tree));
        }
        for (KubeObject known : store.ofKind(KIND)) {
            boolean isOurs = known.meta().origin() instanceof JsonOrigin origin
                    && !origin.tree().path("spec").has("service");
            if (wanted.remove(known.key()) == null && isOurs) {
                store.apply(new Change.Delete(known.key()));
            }
        }
        wanted.values().forEach(tree -> store.apply(new Change.Create(ObjectDocuments.read(tree, KIND))));
    }
}
