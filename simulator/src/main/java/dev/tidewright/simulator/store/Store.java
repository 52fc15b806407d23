package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The API server and its etcd, in memory and in virtual time. Not thread-safe; one thread plays one world.
///
/// Reads answer from indices that every write maintains: a list costs its result once after a change and nothing until
/// the next. Pods share the spec of their template.
public final class Store implements Cluster {
    /// etcd keeps five minutes of revisions; the API server's watch cache holds at most 102,400 events of a kind
    /// (`pkg/storage/cacher`, `defaultUpperBoundCapacity`).
    private static final int HISTORY = 1 << 15;

    private final Timeline timeline;
    private final Objects objects = new Objects(this::changed);
    private final Admission admission = new Admission();
    private final Resizes resizes = new Resizes();
    private UnaryOperator<Pod> mutating = UnaryOperator.identity();
    private final History history = new History(HISTORY);
    private final EventLog events = new EventLog();
    private final GarbageCollector garbage;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Map<String, Duration> graces = new HashMap<>(); // by uid, where not the spec's; never walked
    private Consumer<Event> eventSink = event -> {};
    private long uids;
    private long evictions;

    public Store(Timeline timeline) {
        this.timeline = timeline;
        this.garbage = new GarbageCollector(this, timeline);
    }

    // Reading

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        KubeObject found = objects.find(key);
        return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        return typed(objects.list(type));
    }

    /// All objects of a kind, sorted by namespace and name; never changes once handed out.
    public List<KubeObject> ofKind(String kind) {
        return objects.ofKind(kind);
    }

    /// Everything in a namespace, kind by kind. Looks at every object: for the rare end of a namespace.
    public List<KubeObject> inNamespace(String namespace) {
        return objects.inNamespace(namespace);
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        return typed(objects.selected(namespace, selector));
    }

    @Override
    public List<Pod> podsOn(String node) {
        return typed(objects.on(node));
    }

    /// The objects that name the owner of this uid, sorted by kind, namespace and name.
    public List<KubeObject> dependents(String uid) {
        return objects.dependents(uid);
    }

    /// The events about an object, the latest last; at most 32.
    public List<Event> events(ObjectKey object) {
        return events.about(object);
    }

    /// The version of the last change.
    public long version() {
        return objects.version();
    }

    /// The changes after `version`, in version order; empty where some are forgotten (410 Gone: list again).
    public Optional<List<ClusterEvent>> changesAfter(long version) {
        return history.after(version);
    }

    /// How long a terminating pod may take: what its deleter said, else its spec.
    public Duration graceOf(Pod pod) {
        return graces.getOrDefault(pod.meta().uid(), pod.spec().terminationGrace());
    }

    /// Evictions granted so far.
    public long evictions() {
        return evictions;
    }

    // Watching

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        Subscriber subscriber = new Subscriber(timeline, listener);
        subscribers.removeIf(Subscriber::isClosed);
        subscribers.add(subscriber);
        return subscriber;
    }

    /// Calls `watcher` inside each write to an object of `type`, which may be an interface that several kinds share.
    public <T extends KubeObject> Subscription watch(Class<T> type, Watcher<T> watcher) {
        Watcher<KubeObject> erased = (before, after) -> watcher.changed(before.map(type::cast), after.map(type::cast));
        objects.watch(type, erased);
        return () -> objects.unwatch(erased);
    }

    /// Tells `sink` of each event as it is emitted, a repeat with its count. The sink may write.
    public void onEvent(Consumer<Event> sink) {
        eventSink = sink;
    }

    private void changed(ClusterEvent event) {
        history.add(event);
        for (Subscriber subscriber : subscribers) {
            if (!subscriber.isClosed()) {
                subscriber.offer(event);
            }
        }
        switch (event.type()) {
            case ADDED -> garbage.added(event.object());
            case DELETED -> garbage.removed(event.object());
            case MODIFIED -> {}
        }
    }

    // Writing

    /// Has each new pod changed by `webhook` before it is stored, as a mutating admission webhook would.
    public void admitBy(UnaryOperator<Pod> webhook) {
        mutating = webhook;
    }

    @Override
    public Outcome apply(Change change) {
        return switch (change) {
            case Change.Create create -> create(create.object());
            case Change.Replace replace -> replace(replace.object());
            case Change.ReplaceStatus status -> replaceStatus(status.object());
            case Change.SetReplicas scale -> scale(scale);
            case Change.Delete delete -> delete(delete.key());
            case Change.Evict evict -> evict(evict);
            case Change.SetTaints taints -> taint(taints);
            case Change.Resize resize -> resize(resize);
            case Change.Annotate annotate -> annotate(annotate);
            case Change.Emit emit -> {
                eventSink.accept(events.add(emit, timeline.instant()));
                yield new Outcome.Applied(objects.version());
            }
        };
    }

    private Outcome create(KubeObject object) {
        return create(object, nextUid());
    }

    /// Stores a new object under a uid that its maker chose; refused if it exists.
    public Outcome create(KubeObject object, String uid) {
        if (objects.find(object.key()) != null) {
            return new Outcome.Refused(Words.alreadyExists(object.key()));
        }
        KubeObject submitted = object instanceof Pod pod ? mutating.apply(pod) : object;
        ObjectMeta given = submitted.meta();
        ObjectMeta meta = new ObjectMeta(
                given.namespace(),
                given.name(),
                uid,
                given.labels(),
                given.annotations(),
                given.owners(),
                timeline.instant(),
                Optional.empty(),
                0,
                1,
                given.origin());
        KubeObject admitted = submitted instanceof Pod pod ? admission.admit(pod) : submitted;
        return put(admitted.with(meta));
    }

    /// A counter in the shape of a version 4 UUID.
    private String nextUid() {
        String digits = Long.toHexString(++uids);
        return "00000000-0000-4000-8000-" + "0".repeat(12 - digits.length()) + digits;
    }

    /// Stores an object whole, as an API writer left it: metadata, spec and status as given. It takes the place of the
    /// stored one if that is still at the version that it carries. One that is being deleted and that nobody holds
    /// any longer goes.
    public Outcome write(KubeObject whole) {
        KubeObject stored = objects.find(whole.key());
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(whole.key()));
        }
        if (isOvertaken(whole.meta().version(), stored)) {
            return new Outcome.Overtaken();
        }
        boolean isFree = !whole.meta().origin().isHeld() && !(whole instanceof Pod);
        if (isFree && whole.meta().deleted().isPresent()) {
            put(whole);
            return new Outcome.Applied(objects.drop(whole.key()));
        }
        return put(whole);
    }

    /// Stores an object that is being deleted and that a controller of the world itself holds: a namespace with
    /// something in it. [#release] lets it go.
    public void hold(KubeObject whole) {
        put(whole);
    }

    /// Takes out an object that was held.
    public void release(ObjectKey key) {
        if (objects.find(key) != null) {
            objects.drop(key);
        }
    }

    private Outcome replace(KubeObject wanted) {
        KubeObject stored = objects.find(wanted.key());
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(wanted.key()));
        }
        if (isOvertaken(wanted.meta().version(), stored)) {
            return new Outcome.Overtaken();
        }
        if (stored instanceof Pod was && wanted instanceof Pod is && isMoved(was, is)) {
            return new Outcome.Refused(Words.alreadyBound(was.key(), was.node().orElse("")));
        }
        return write(stored, wanted.withStatusOf(stored).with(merged(stored.meta(), wanted.meta())));
    }

    private static boolean isMoved(Pod was, Pod is) {
        return was.node().isPresent() && !was.node().equals(is.node());
    }

    /// What the writer says about labels, annotations and owners; what the store knows about everything else.
    private static ObjectMeta merged(ObjectMeta stored, ObjectMeta wanted) {
        return new ObjectMeta(
                stored.namespace(),
                stored.name(),
                stored.uid(),
                wanted.labels(),
                wanted.annotations(),
                wanted.owners(),
                stored.created(),
                stored.deleted(),
                stored.version(),
                stored.generation(),
                wanted.origin());
    }

    private Outcome replaceStatus(KubeObject wanted) {
        KubeObject stored = objects.find(wanted.key());
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(wanted.key()));
        }
        return isOvertaken(wanted.meta().version(), stored)
                ? new Outcome.Overtaken()
                : write(stored, stored.withStatusOf(wanted));
    }

    /// Version 0 asks for no condition, as an empty `resourceVersion` does.
    private static boolean isOvertaken(long version, KubeObject stored) {
        return version != 0 && version != stored.meta().version();
    }

    /// Stores `next`, whose meta still carries the stored version and generation. Writing what is there changes
    /// nothing.
    private Outcome write(KubeObject stored, KubeObject next) {
        if (next.equals(stored)) {
            return new Outcome.Applied(stored.meta().version());
        }
        boolean sameSpec = next.with(stored.meta()).withStatusOf(stored).equals(stored);
        return put(
                sameSpec
                        ? next
                        : next.with(next.meta().withGeneration(next.meta().generation() + 1)));
    }

    private Outcome scale(Change.SetReplicas scale) {
        KubeObject stored = objects.find(scale.target());
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(scale.target()));
        }
        if (!(stored instanceof Workload workload)) {
            return new Outcome.Refused(Words.NO_SCALE);
        }
        if (scale.replicas() < 0) {
            return new Outcome.Refused(Words.negativeReplicas(scale.target(), scale.replicas()));
        }
        return isOvertaken(scale.version(), stored)
                ? new Outcome.Overtaken()
                : write(stored, workload.withReplicas(scale.replicas()));
    }

    private Outcome resize(Change.Resize change) {
        if (!(objects.find(change.pod()) instanceof Pod pod)) {
            return new Outcome.Refused(Words.notFound(change.pod()));
        }
        if (isOvertaken(change.version(), pod)) {
            return new Outcome.Overtaken();
        }
        Optional<Node> node = pod.node().flatMap(name -> get(new ObjectKey("Node", "", name), Node.class));
        return switch (resizes.decide(pod, node, change)) {
            case Resizes.Verdict.Refused(String reason) -> new Outcome.Refused(reason);
            case Resizes.Verdict.Allowed(Pod resized) -> write(pod, resized);
        };
    }

    private Outcome annotate(Change.Annotate change) {
        KubeObject stored = objects.find(change.object());
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(change.object()));
        }
        Map<String, String> annotations = new TreeMap<>(stored.meta().annotations());
        annotations.putAll(change.set());
        change.dropped().forEach(annotations::remove);
        return write(stored, stored.with(stored.meta().withAnnotations(Sorted.copyOf(annotations))));
    }

    private Outcome taint(Change.SetTaints change) {
        ObjectKey key = new ObjectKey("Node", "", change.node());
        if (!(objects.find(key) instanceof Node node)) {
            return new Outcome.Refused(Words.notFound(key));
        }
        return isOvertaken(change.version(), node)
                ? new Outcome.Overtaken()
                : write(node, node.withTaints(change.taints(), change.unschedulable()));
    }

    private Outcome delete(ObjectKey key) {
        KubeObject stored = objects.find(key);
        if (stored == null) {
            return new Outcome.Refused(Words.notFound(key));
        }
        if (stored instanceof Pod pod) {
            return delete(pod, Optional.empty());
        }
        if (stored.meta().origin().isHeld()) {
            return stored.meta().deleted().isPresent()
                    ? new Outcome.Applied(stored.meta().version())
                    : put(stored.with(stored.meta().withDeleted(timeline.instant())));
        }
        return new Outcome.Applied(objects.drop(key));
    }

    /// Deletes a pod that gets `grace` to end; with 0 it goes at once.
    public Outcome delete(ObjectKey pod, Duration grace) {
        return objects.find(pod) instanceof Pod found
                ? delete(found, Optional.of(grace))
                : new Outcome.Refused(Words.notFound(pod));
    }

    /// A pod that a kubelet runs is asked to end; one that none has, or that is over, goes at once.
    private Outcome delete(Pod pod, Optional<Duration> grace) {
        if (pod.node().isEmpty()
                || pod.status().isOver()
                || grace.filter(Duration::isZero).isPresent()) {
            return new Outcome.Applied(remove(pod));
        }
        if (pod.isTerminating()) {
            return new Outcome.Applied(pod.meta().version());
        }
        grace.ifPresent(given -> graces.put(pod.meta().uid(), given));
        return put(pod.with(pod.meta().withDeleted(timeline.instant())));
    }

    private Outcome evict(Change.Evict evict) {
        if (!(objects.find(evict.pod()) instanceof Pod pod)) {
            return new Outcome.Refused(Words.notFound(evict.pod()));
        }
        return switch (Evictions.decide(pod, list(PodDisruptionBudget.class))) {
            case Evictions.Verdict.Refused(String reason) -> new Outcome.Refused(reason);
            case Evictions.Verdict.Allowed(Optional<PodDisruptionBudget> budget) -> {
                budget.ifPresent(this::put);
                evictions++;
                yield delete(pod, evict.grace());
            }
        };
    }

    /// Binds a pod to a node, as the scheduler does through the `binding` subresource.
    public Outcome bind(ObjectKey key, String node) {
        if (!(objects.find(key) instanceof Pod pod)) {
            return new Outcome.Refused(Words.notFound(key));
        }
        if (pod.isTerminating()) {
            return new Outcome.Refused(Words.beingDeleted(key));
        }
        if (pod.node().isPresent()) {
            return new Outcome.Refused(Words.alreadyBound(key, pod.node().get()));
        }
        return put(pod.with(scheduled(pod.status())).boundTo(node));
    }

    private PodStatus scheduled(PodStatus status) {
        List<Condition> conditions = new ArrayList<>(status.conditions());
        conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
        conditions.add(new Condition("PodScheduled", "True", "", "", timeline.instant()));
        return new PodStatus(
                status.phase(),
                status.started(),
                status.ready(),
                conditions,
                status.containers(),
                status.nominatedNode());
    }

    /// Takes a pod out for good: its containers have ended (the kubelet's last word), or nobody waits for them any more
    /// (deletion with a grace of 0). Without effect where the pod is gone.
    public void remove(ObjectKey key) {
        if (objects.find(key) instanceof Pod pod) {
            remove(pod);
        }
    }

    private long remove(Pod pod) {
        graces.remove(pod.meta().uid());
        return objects.drop(pod.key());
    }

    private Outcome put(KubeObject object) {
        return new Outcome.Applied(objects.put(object));
    }

    @SuppressWarnings("unchecked") // a table holds one kind, and an index holds pods
    private static <T extends KubeObject> List<T> typed(List<KubeObject> objects) {
        return (List<T>) (List<?>) objects;
    }
}
