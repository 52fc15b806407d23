package dev.tidewright.kubernetes.write;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.cluster.documents.write.ObjectTrees;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Reply;
import dev.tidewright.kubernetes.watch.Kind;
import dev.tidewright.kubernetes.watch.Known;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes changes. What the API server answers to one is known at once; where another writer came first, what is there
/// now
/// is fetched, so that the next look sees it. Thread-safe.
public final class Writer {
    private static final String NO_SUCH = "the server could not find the requested resource";

    private final ApiServer api;
    private final Known known;
    private final Events events;

    public Writer(ApiServer api, Known known, Events events) {
        this.api = api;
        this.known = known;
        this.events = events;
    }

    public Outcome apply(Change change) {
        return switch (change) {
            case Change.SetReplicas scale -> scale(scale);
            case Change.ReplaceStatus(KubeObject object) ->
                kind(object).map(kind -> status(kind, object)).orElse(new Outcome.Refused(NO_SUCH));
            case Change.Create(KubeObject object) ->
                kind(object).map(kind -> create(kind, object)).orElse(new Outcome.Refused(NO_SUCH));
            case Change.Replace(KubeObject object) ->
                kind(object).map(kind -> replace(kind, object)).orElse(new Outcome.Refused(NO_SUCH));
            case Change.Delete(ObjectKey key) ->
                known.kind(key.kind()).map(kind -> delete(kind, key)).orElse(new Outcome.Refused(NO_SUCH));
            case Change.Evict evict -> evict(evict);
            case Change.SetTaints taints -> taint(taints);
            case Change.Resize resize -> resize(resize);
            case Change.Annotate annotate ->
                known.kind(annotate.object().kind())
                        .map(kind -> annotate(kind, annotate))
                        .orElse(new Outcome.Refused(NO_SUCH));
            case Change.Emit emit ->
                events.emit(emit) ? new Outcome.Applied(0) : new Outcome.Refused("too many events wait to be written");
        };
    }

    private Optional<Kind<?>> kind(KubeObject object) {
        return known.kind(object.kind());
    }

    private Outcome scale(Change.SetReplicas scale) {
        ObjectKey key = scale.target();
        Optional<Kind<?>> kind = known.kind(key.kind());
        if (kind.isEmpty() || !Workload.class.isAssignableFrom(kind.get().type())) {
            return new Outcome.Refused(NO_SUCH);
        }
        String path = kind.get().path(key.namespace(), key.name());
        ObjectMeta meta = ObjectMeta.named(key.namespace(), key.name());
        Reply reply = api.send(Call.put(path + "/scale", Bodies.scale(meta, scale.replicas(), scale.version())));
        if (!reply.isSuccess()) {
            return failed(reply, kind.get(), key);
        }
        long version = version(reply.body());
        known.get(key, kind.get().type())
                .filter(object -> object.meta().version() == scale.version())
                .ifPresent(object -> known.wrote(scaled((Workload) object, scale.replicas(), version)));
        return new Outcome.Applied(version);
    }

    /// What the API server makes of a workload whose scale is written.
    private static Workload scaled(Workload before, int replicas, long version) {
        ObjectMeta meta = before.meta().withVersion(version);
        boolean changes = before.replicas() != replicas;
        ObjectMeta after = changes ? meta.withGeneration(meta.generation() + 1) : meta;
        return (Workload) before.withReplicas(replicas).with(after);
    }

    private <T extends KubeObject> Outcome status(Kind<T> kind, KubeObject wanted) {
        ObjectKey key = wanted.key();
        Optional<T> before = known.get(key, kind.type());
        if (before.isPresent() && before.get().meta().version() != wanted.meta().version()) {
            return new Outcome.Overtaken();
        }
        JsonNode old = before.map(Writer::statusOf).orElse(MissingNode.getInstance());
        Optional<ObjectNode> patch = MergePatch.between(old, statusOf(wanted));
        if (before.isPresent() && patch.isEmpty()) {
            return new Outcome.Applied(wanted.meta().version());
        }
        ObjectNode body = Bodies.at(wanted.meta().version());
        patch.ifPresent(status -> body.set("status", dated(status, statusOf(wanted))));
        String path = kind.path(key.namespace(), key.name()) + "/status";
        return settled(api.send(Call.merge(path, body)), kind, key);
    }

    /// A status that is written says of which generation it is, also where only that is new.
    private static ObjectNode dated(ObjectNode patch, JsonNode status) {
        JsonNode generation = status.path("observedGeneration");
        if (!generation.isMissingNode()) {
            patch.set("observedGeneration", generation);
        }
        return patch;
    }

    private static JsonNode statusOf(KubeObject object) {
        return ObjectTrees.status(object).<JsonNode>map(each -> each).orElse(MissingNode.getInstance());
    }

    private <T extends KubeObject> Outcome create(Kind<T> kind, KubeObject object) {
        ObjectNode body = ObjectTrees.write(object);
        body.remove("status");
        Reply reply = api.send(Call.post(kind.path(object.meta().namespace()), body));
        return settled(reply, kind, object.key());
    }

    /// Keeps what the object's document says beyond its typed form: only what differs is written into it.
    private <T extends KubeObject> Outcome replace(Kind<T> kind, KubeObject wanted) {
        ObjectKey key = wanted.key();
        Optional<T> before = known.get(key, kind.type());
        if (before.isPresent() && before.get().meta().version() != wanted.meta().version()) {
            return new Outcome.Overtaken();
        }
        String path = kind.path(key.namespace(), key.name());
        Reply found = api.send(Call.get(path));
        if (!found.isSuccess()) {
            return failed(found, kind, key);
        }
        if (version(found.body()) != wanted.meta().version()) {
            remember(kind, found);
            return new Outcome.Overtaken();
        }
        T typed = kind.reader().apply(Json.parse(kind.plural(), found.text()));
        ObjectNode after = Graft.into((ObjectNode) found.body(), specOf(typed), specOf(wanted));
        if (after.equals(found.body())) {
            return new Outcome.Applied(wanted.meta().version());
        }
        return settled(api.send(Call.put(path, after)), kind, key);
    }

    private static ObjectNode specOf(KubeObject object) {
        ObjectNode tree = ObjectTrees.write(object);
        tree.remove("status");
        return tree;
    }

    private Outcome delete(Kind<?> kind, ObjectKey key) {
        Reply reply = api.send(Call.delete(kind.path(key.namespace(), key.name()), Bodies.deleteOptions()));
        if (!reply.isSuccess()) {
            return failed(reply, kind, key);
        }
        JsonNode body = reply.body();
        JsonNode meta = body.path("metadata");
        boolean waits = meta.path("deletionGracePeriodSeconds").asLong(0) > 0
                || !meta.path("finalizers").isEmpty();
        if (body.path("kind").asString("").equals(kind.name()) && waits) {
            return settled(reply, kind, key);
        }
        known.deleted(kind, key);
        return new Outcome.Applied(version(body));
    }

    private Outcome evict(Change.Evict evict) {
        ObjectKey pod = evict.pod();
        Kind<?> pods = known.kind("Pod").orElseThrow(() -> new IllegalStateException("pods are not watched"));
        ObjectMeta meta = ObjectMeta.named(pod.namespace(), pod.name());
        String path = pods.path(pod.namespace(), pod.name()) + "/eviction";
        Reply reply = api.send(Call.post(path, Bodies.eviction(meta, evict.grace())));
        return reply.isSuccess() ? new Outcome.Applied(0) : new Outcome.Refused(reply.words());
    }

    private Outcome resize(Change.Resize change) {
        ObjectKey pod = change.pod();
        Kind<?> pods = known.kind("Pod").orElseThrow(() -> new IllegalStateException("pods are not watched"));
        String path = pods.path(pod.namespace(), pod.name()) + "/resize";
        return settled(api.send(Call.strategic(path, Bodies.resize(change))), pods, pod);
    }

    private Outcome annotate(Kind<?> kind, Change.Annotate change) {
        ObjectKey key = change.object();
        String path = kind.path(key.namespace(), key.name());
        return settled(api.send(Call.merge(path, Bodies.annotations(change))), kind, key);
    }

    private Outcome taint(Change.SetTaints change) {
        Kind<Node> nodes = known.kind(Node.class);
        ObjectKey key = new ObjectKey("Node", "", change.node());
        String path = nodes.path("", change.node());
        Reply found = api.send(Call.get(path));
        if (!found.isSuccess()) {
            return failed(found, nodes, key);
        }
        if (version(found.body()) != change.version()) {
            remember(nodes, found);
            return new Outcome.Overtaken();
        }
        ObjectNode patch = Bodies.at(change.version());
        ObjectNode spec = patch.putObject("spec");
        spec.set(
                "taints",
                Bodies.taints(change.taints(), found.body().path("spec").path("taints")));
        if (change.unschedulable()) {
            spec.put("unschedulable", true);
        } else {
            spec.putNull("unschedulable");
        }
        return settled(api.send(Call.merge(path, patch)), nodes, key);
    }

    private <T extends KubeObject> Outcome settled(Reply reply, Kind<T> kind, ObjectKey key) {
        return reply.isSuccess() ? new Outcome.Applied(remember(kind, reply)) : failed(reply, kind, key);
    }

    private <T extends KubeObject> long remember(Kind<T> kind, Reply reply) {
        return known.wrote(kind, Json.parse(kind.plural(), reply.text())).meta().version();
    }

    private <T extends KubeObject> Outcome failed(Reply reply, Kind<T> kind, ObjectKey key) {
        if (!reply.isConflict()) {
            return new Outcome.Refused(reply.words());
        }
        Reply now = api.send(Call.get(kind.path(key.namespace(), key.name())));
        if (now.isSuccess()) {
            remember(kind, now);
        } else if (now.status() == 404) {
            known.deleted(kind, key);
        }
        return new Outcome.Overtaken();
    }

    private static long version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asLong(0);
    }
}
