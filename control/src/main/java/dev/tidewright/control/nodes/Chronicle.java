package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what the node loop does, in the same words everywhere: the journal, the log, Kubernetes events.
final class Chronicle {
    private static final Logger LOG = LoggerFactory.getLogger(NodeScalingLoop.class);
    private static final int CAUSES = 20;

    private final Cluster cluster;
    private final Journal journal;
    private final InstantSource clock;
    private final ObjectKey status;
    private final NodeScalingMeters meters;

    Chronicle(Cluster cluster, Journal journal, InstantSource clock, String statusConfigMap, NodeScalingMeters meters) {
        this.cluster = cluster;
        this.journal = journal;
        this.clock = clock;
        this.meters = meters;
        this.status = new ObjectKey(ConfigMap.KIND, StatusMap.NAMESPACE, statusConfigMap);
    }

    /// Writes an act down, caused by the latest that is known of `causes`.
    void record(ObjectKey about, String verb, Explanation why, List<ObjectKey> causes) {
        write(about, verb, why, causes);
        LOG.info("loop=nodes object={} verb={} why=\"{}\"", about, verb, why);
    }

    /// Writes down what is planned for; nothing is done yet.
    void plan(ObjectKey about, String verb, Explanation why) {
        write(about, verb, why, List.of());
        LOG.info("loop=nodes object={} verb={} why=\"{}\"", about, verb, why);
    }

    /// Writes down that nothing is done, and why.
    void hold(ObjectKey about, Explanation why, List<ObjectKey> causes) {
        write(about, "hold", why, causes);
        LOG.debug("loop=nodes object={} verb=hold why=\"{}\"", about, why);
    }

    private void write(ObjectKey about, String verb, Explanation why, List<ObjectKey> causes) {
        List<Long> numbers = new ArrayList<>();
        for (ObjectKey cause : causes) {
            if (numbers.size() < CAUSES) {
                journal.latest(cause)
                        .filter(number -> !numbers.contains(number))
                        .ifPresent(numbers::add);
            }
        }
        journal.record(new Journal.Entry(clock.instant(), "nodes", about, verb, why, numbers));
    }

    void normal(ObjectKey about, String reason, String message) {
        cluster.apply(new Change.Emit(about, "Normal", reason, message));
    }

    void warning(ObjectKey about, String reason, String message) {
        cluster.apply(new Change.Emit(about, "Warning", reason, message));
    }

    /// What is counted besides.
    NodeScalingMeters meters() {
        return meters;
    }

    /// The object that events about the whole cluster hang on, as cluster-autoscaler's do.
    ObjectKey status() {
        return status;
    }
}
