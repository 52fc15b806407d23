package dev.tidewright.kubernetes;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.watch.Kind;
import dev.tidewright.kubernetes.watch.Known;
import dev.tidewright.kubernetes.write.Events;
import dev.tidewright.kubernetes.write.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A real cluster, behind its API server: read by list and watch, written as Kubernetes' own controllers write.
/// Thread-safe.
public final class RealCluster implements Cluster, AutoCloseable {
    private final Known known;
    private final Events events;
    private final Writer writer;

    /// @param kinds      that are watched; asking for another is a programmer's error
    /// @param namespaces that are looked at; empty for all
    public RealCluster(ApiServer api, List<Kind<?>> kinds, List<String> namespaces, InstantSource clock) {
        this.known = new Known(api, kinds, namespaces, clock);
        this.events = new Events(api, clock, this::subject);
        this.writer = new Writer(api, known, events);
    }

    /// Starts the watches and waits until everything has been listed.
    ///
    /// @throws dev.tidewright.kubernetes.api.ApiFailure naming what may not or could not be listed
    public void start(Duration patience) {
        known.start(patience);
    }

    /// What is in memory, and how the watches stand.
    public Known known() {
        return known;
    }

    public Events events() {
        return events;
    }

    private Events.Subject subject(ObjectKey about) {
        Optional<Kind<?>> kind = known.kind(about.kind());
        Optional<? extends KubeObject> object = kind.flatMap(each -> known.get(about, each.type()));
        return new Events.Subject(
                kind.map(Kind::apiVersion).orElse(""),
                object.map(each -> each.meta().uid()).orElse(""),
                object.map(each -> Long.toString(each.meta().version())).orElse(""));
    }

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return known.get(key, type);
    }

    @Override
    public boolean knows(Class<? extends KubeObject> type) {
        return known.watches(type);
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        return known.list(type);
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        return known.pods(namespace, selector);
    }

    @Override
    public List<Pod> podsOn(String node) {
        return known.podsOn(node);
    }

    @Override
    public Outcome apply(Change change) {
        return writer.apply(change);
    }

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        return known.subscribe(listener);
    }

    @Override
    public void close() {
        known.close();
        events.close();
    }
}
