package dev.tidewright.kubernetes.metrics;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.MetricNews;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists the usage of each namespace that has autoscalers, and tells which pods' changed: each second where there are
/// many
/// autoscalers, each five where there are few, and never so that more than a tenth of the time is spent on it.
public final class UsageNews implements MetricNews, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageNews.class);
    private static final Duration SHORTEST = RealMetrics.FRESH;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /// Upstream asks once per autoscaler and period of 15 s; a quarter of that is enough.
    private static final Duration PER_AUTOSCALER = Duration.ofSeconds(60);

    private static final int COST_SHARE = 10;

    private final Cluster cluster;
    private final RealMetrics metrics;
    private final InstantSource clock;
    private final List<Consumer<Changed>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Watched> watched = new TreeMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("usage").factory());

    private static final class Watched {
        Map<String, List<ContainerUsage>> known = new HashMap<>(); // never walked
        Instant due = Instant.MIN;
    }

    public UsageNews(Cluster cluster, RealMetrics metrics, InstantSource clock) {
        this.cluster = cluster;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Begins to list.
    public void start() {
        var _ = timer.scheduleWithFixedDelay(
                this::look, SHORTEST.toMillis(), SHORTEST.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Map<String, Integer> autoscalers = new TreeMap<>();
            cluster.list(HorizontalPodAutoscaler.class)
                    .forEach(autoscaler -> autoscalers.merge(autoscaler.meta().namespace(), 1, Integer::sum));
            watched.keySet().retainAll(autoscalers.keySet());
            autoscalers.forEach(this::look);
        } catch (RuntimeException e) { // the next look is made all the same
            LOG.error("usage could not be looked at", e);
        }
    }

    private void look(String namespace, int autoscalers) {
        Watched state = watched.computeIfAbsent(namespace, absent -> new Watched());
        Instant began = clock.instant();
        if (began.isBefore(state.due) && state.due.isBefore(began.plus(LONGEST.multipliedBy(2)))) {
            return;
        }
        metrics.usage(namespace).ifPresent(usage -> tell(namespace, state, usage));
        Duration cost = Duration.between(began, clock.instant());
        state.due = began.plus(pause(autoscalers, cost));
    }

    private static Duration pause(int autoscalers, Duration cost) {
        Duration wanted = PER_AUTOSCALER.dividedBy(autoscalers);
        Duration bounded = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
        Duration affordable = cost.multipliedBy(COST_SHARE);
        return affordable.compareTo(bounded) > 0 ? affordable : bounded;
    }

    private void tell(String namespace, Watched state, UsageList usage) {
        Map<String, List<ContainerUsage>> now = new HashMap<>(); // never walked
        Set<String> changed = new HashSet<>(); // looked up only
        for (UsageList.Item item : usage.items()) {
            String pod = item.usage().pod();
            List<ContainerUsage> containers = item.usage().containers();
            now.put(pod, containers);
            if (!containers.equals(state.known.get(pod))) {
                changed.add(pod);
            }
        }
        boolean first = state.known.isEmpty();
        state.known = now;
        if (!changed.isEmpty() && !first) {
            Changed news = new Changed(namespace, changed);
            listeners.forEach(listener -> listener.accept(news));
        }
    }

    @Override
    public Subscription subscribe(Consumer<Changed> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
