package dev.tidewright.apiserver.upkeep;

import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Serves the kinds that CustomResourceDefinitions define while these stand; with a definition its objects go.
public final class DefinitionKeeper {
    private static final String KIND = "CustomResourceDefinition";

    private final Store store;
    private final Timeline timeline;
    private final ResourceTypes types;
    private final CustomKinds kinds;

    private DefinitionKeeper(Store store, Timeline timeline, ResourceTypes types, CustomKinds kinds) {
        this.store = store;
        this.timeline = timeline;
        this.types = types;
        this.kinds = kinds;
    }

    /// To be called on the world's thread, or before it starts.
    public static void follow(Store store, Timeline timeline, ResourceTypes types, CustomKinds kinds) {
        store.watch(KubeObject.class, new DefinitionKeeper(store, timeline, types, kinds)::changed);
    }

    private void changed(Optional<KubeObject> before, Optional<KubeObject> after) {
        KubeObject object = after.or(() -> before).orElseThrow();
        if (!object.kind().equals(KIND) || !(object.meta().origin() instanceof JsonOrigin origin)) {
            return;
        }
        if (after.isPresent()) {
            kinds.put(origin.tree());
            return;
        }
        Set<String> gone = new TreeSet<>();
        String group = origin.tree().path("spec").path("group").asString("");
        types.all().stream()
                .filter(type -> type.custom()
                        && (type.plural() + "." + group).equals(object.meta().name()))
                .forEach(type -> gone.add(type.storedKind()));
        kinds.remove(object.meta().name());
        timeline.at(timeline.nanos(), () -> gone.forEach(this::deleteAll));
    }

    private void deleteAll(String storedKind) {
        List<KubeObject> all = store.ofKind(storedKind);
        all.forEach(object -> store.apply(new Change.Delete(object.key())));
    }
}
