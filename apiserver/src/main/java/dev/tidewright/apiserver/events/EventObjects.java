package dev.tidewright.apiserver.events;

import dev.tidewright.apiserver.world.WallClock;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.cluster.objects.Other;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.simulator.store.Event;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns what actors emit into Event objects of the store: a repeat counts up the object that is there. The newest
/// [#MOST] are kept, those of clients among them. For the world's thread.
public final class EventObjects {
    private static final int MOST = 8_192;
    private static final String KIND = "Event";

    private final Store store;
    private final Timeline timeline;
    private final WallClock clock;
    /// By what a repeat repeats; bounded like the objects themselves.
    private final LinkedHashMap<Happening, String> names = new LinkedHashMap<>(64, 0.75f, true);

    /// Stored events, the one that was written longest ago first.
    private final LinkedHashMap<ObjectKey, Boolean> kept = new LinkedHashMap<>(64, 0.75f, true);

    private long count;

    private record Happening(ObjectKey about, String type, String reason, String message) {}

    private EventObjects(Store store, Timeline timeline, WallClock clock) {
        this.store = store;
        this.timeline = timeline;
        this.clock = clock;
    }

    /// Stores every event from now on.
    public static void follow(Store store, Timeline timeline, WallClock clock) {
        var events = new EventObjects(store, timeline, clock);
        store.watch(KubeObject.class, events::changed);
        store.onEvent(event -> timeline.at(timeline.nanos(), () -> events.write(event)));
    }

    private void changed(Optional<KubeObject> before, Optional<KubeObject> after) {
        KubeObject object = after.or(() -> before).orElseThrow();
        if (!object.kind().equals(KIND)) {
            return;
        }
        if (after.isEmpty()) {
            kept.remove(object.key());
            return;
        }
        kept.put(object.key(), true);
        if (kept.size() > MOST) {
            ObjectKey oldest = kept.firstEntry().getKey();
            timeline.at(timeline.nanos(), () -> forget(oldest));
        }
    }

    private void forget(ObjectKey oldest) {
        if (kept.size() > MOST && store.get(oldest, KubeObject.class).isPresent()) {
            store.apply(new Change.Delete(oldest));
        }
    }

    private void write(Event event) {
        var happening = new Happening(event.about(), event.type(), event.reason(), event.message());
        String name = names.computeIfAbsent(
                happening, any -> event.about().name() + "." + Long.toHexString(0x18a0000000000000L + ++count));
        if (names.size() > MOST) {
            names.pollFirstEntry();
        }
        String namespace =
                event.about().namespace().isEmpty() ? "default" : event.about().namespace();
        var key = new ObjectKey(KIND, namespace, name);
        Optional<KubeObject> known = store.get(key, KubeObject.class);
        ObjectNode tree = tree(event, namespace, name);
        if (known.isPresent()) {
            ObjectMeta meta = known.get().meta().withOrigin(JsonOrigin.of(tree));
            store.write(new Other(meta, KIND));
        } else {
            ObjectMeta meta = ObjectMeta.named(namespace, name).withOrigin(JsonOrigin.of(tree));
            store.apply(new Change.Create(new Other(meta, KIND)));
        }
    }

    private ObjectNode tree(Event event, String namespace, String name) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "v1").put("kind", KIND);
        tree.putObject("metadata").put("name", name).put("namespace", namespace);
        involved(tree.putObject("involvedObject"), event.about());
        tree.put("reason", event.reason());
        tree.put("message", event.message());
        String source = Sources.of(event);
        tree.putObject("source").put("component", source);
        tree.put("firstTimestamp", time(clock.show(event.first())));
        tree.put("lastTimestamp", time(clock.show(event.last())));
        tree.put("count", event.count());
        tree.put("type", event.type());
        tree.putNull("eventTime");
        tree.put("reportingComponent", source);
        tree.put("reportingInstance", "");
        return tree;
    }

    private void involved(ObjectNode tree, ObjectKey about) {
        Optional<KubeObject> object = store.get(about, KubeObject.class);
        tree.put("kind", about.kind());
        if (!about.namespace().isEmpty()) {
            tree.put("namespace", about.namespace());
        }
        tree.put("name", about.name());
        // kubelets name their node by its name, and kubectl looks for it so
        String uid = object.map(found -> found.meta().uid()).orElse("");
        tree.put("uid", about.kind().equals("Node") ? about.name() : uid);
        tree.put("apiVersion", API_VERSIONS.getOrDefault(about.kind(), "v1"));
        object.ifPresent(
                found -> tree.put("resourceVersion", Long.toString(found.meta().version())));
    }

    private static final Map<String, String> API_VERSIONS = Map.of( // never walked
            "Deployment", "apps/v1",
            "ReplicaSet", "apps/v1",
            "StatefulSet", "apps/v1",
            "DaemonSet", "apps/v1",
            "Job", "batch/v1",
            "HorizontalPodAutoscaler", "autoscaling/v2",
            "PodDisruptionBudget", "policy/v1",
            "VerticalPodAutoscaler", "autoscaling.k8s.io/v1");

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
