package dev.tidewright.kubernetes.ownership;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A cluster that is only looked at: loops decide on it and journal as ever, and nothing is written. To a loop each
/// change
/// seems to be made, and its next look shows what the cluster's own controllers have done.
public final class AdvisingCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(AdvisingCluster.class);

    private final Cluster cluster;

    public AdvisingCluster(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return cluster.get(key, type);
    }

    @Override
    public boolean knows(Class<? extends KubeObject> type) {
        return cluster.knows(type);
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        return cluster.list(type);
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        return cluster.pods(namespace, selector);
    }

    @Override
    public List<Pod> podsOn(String node) {
        return cluster.podsOn(node);
    }

    @Override
    public Outcome apply(Change change) {
        LOG.debug("advise: not written: {}", change);
        return new Outcome.Applied(0);
    }

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        return cluster.subscribe(listener);
    }
}
