package dev.tidewright.cli;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.control.pods.PodScalingLoop;
import dev.tidewright.insight.journal.JournalWriter;
import dev.tidewright.insight.monitoring.AutoscalerMeters;
import dev.tidewright.insight.monitoring.LeadTimeMeters;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Permissions;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.leading.Leadership;
import dev.tidewright.kubernetes.leading.LeaseTerms;
import dev.tidewright.kubernetes.metrics.RealMetrics;
import dev.tidewright.kubernetes.metrics.UsageNews;
import dev.tidewright.kubernetes.ownership.AdvisingCluster;
import dev.tidewright.kubernetes.ownership.OtherWriters;
import dev.tidewright.kubernetes.ownership.OwnedCluster;
import dev.tidewright.kubernetes.runtime.LiveRuntime;
import dev.tidewright.kubernetes.watch.Kinds;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wiring of a real cluster: the loops that rehearse in virtual time, driven on the wall's clock over an API
/// server.
public final class LiveControl implements AutoCloseable, Leadership.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveControl.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(2);
    /// Half of what a leader has to renew its lease, as upstream's components do: one request that hangs costs no lead.
    private static final Retries LEASE_ONCE = Retries.none(Duration.ofSeconds(5));

    private final LiveSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final ApiServer api;
    private final ApiServer leaseApi;
    private final Optional<Leadership> leadership;
    private final RealCluster cluster;
    private final OtherWriters others = new OtherWriters();
    private final RealMetrics metrics;
    private final UsageNews news;
    private final JournalWriter journal;
    private final Meters meters = new Meters();
    private final AutoscalerMeters autoscalers = new AutoscalerMeters(meters);
    private @Nullable LiveRuntime runtime;
    private Cluster.@Nullable Subscription subscription;

    /// @throws ApiFailure where the server cannot be reached, or does not allow what is asked
    public LiveControl(Config config, LiveSettings settings, RandomGenerator random) throws IOException {
        this.settings = settings;
        this.leaseApi = new ApiServer(config, LEASE_ONCE, Fence.OPEN, random);
        this.leadership =
                settings.lease().map(lease -> new Leadership(leaseApi, terms(lease), clock, System::nanoTime, this));
        this.api = new ApiServer(
                config, Retries.DEFAULT, leadership.<Fence>map(each -> each).orElse(Fence.OPEN), random);
        this.cluster = new RealCluster(api, Kinds.FOR_PODS, settings.namespaces(), clock);
        this.metrics = new RealMetrics(api, cluster, clock);
        this.news = new UsageNews(cluster, metrics, clock);
        this.journal = settings.journal().isPresent()
                ? JournalWriter.to(settings.journal().get())
                : JournalWriter.nowhere();
    }

    private LeaseTerms terms(String lease) {
        String[] parts = lease.split("/", 2);
        return LeaseTerms.of(parts[0], parts[1], settings.identity());
    }

    /// Returns once everything is known; from then on loops run, here or where the leader is.
    public void start() {
        List<String> missing = Permissions.missing(leaseApi, LiveRights.of(settings.mode()), settings.namespaces());
        if (!missing.isEmpty()) {
            throw new ApiFailure(403, api.address() + " does not allow: " + String.join("; ", missing));
        }
        if (settings.takesOver()) {
            others.takeOver(clock.instant());
        }
        cluster.known().onRead(others::read);
        cluster.start(PATIENCE);
        LOG.info(
                "cluster={} mode={} known={}",
                api.address(),
                settings.mode(),
                cluster.known().sizes());
        LeadTimeMeters.follow(cluster, meters);
        news.start();
        leadership.ifPresentOrElse(Leadership::start, this::leads);
    }

    @Override
    public synchronized void leads() {
        LiveRuntime fresh = new LiveRuntime(clock, meters);
        runtime = fresh;
        subscription = PodScalingLoop.start(
                fresh, seen(fresh), new PodScalingLoop.MetricsAndNews(metrics, news), journal, settings.pods());
    }

    private Cluster seen(LiveRuntime fresh) {
        return switch (settings.mode()) {
            case ADVISE -> new AdvisingCluster(cluster);
            case OWN -> {
                OwnedCluster owned = new OwnedCluster(cluster, others, clock);
                owned.start(fresh);
                yield owned;
            }
        };
    }

    @Override
    public synchronized void leadsNoMore() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    /// Whether this process can do its work, or could take over at once: why not, else empty.
    public Optional<String> trouble() {
        var troubles = cluster.known().troubles();
        return troubles.isEmpty() ? Optional.empty() : Optional.of(troubles.toString());
    }

    /// Requests sent to the API server so far.
    public long requests() {
        return api.counts().total() + leaseApi.counts().total();
    }

    /// Figures in Prometheus' text format.
    public synchronized String figures() {
        autoscalers.show(cluster);
        return meters.text() + new LiveFigures(cluster.known(), api.counts(), leadership).text();
    }

    /// Ends in good order: what runs is finished, the last events are written, the lease is given back.
    @Override
    public void close() throws IOException {
        leadsNoMore();
        news.close();
        cluster.events().drain(LAST_EVENTS);
        leadership.ifPresent(Leadership::close);
        cluster.close();
        api.close();
        leaseApi.close();
        journal.close();
    }
}
