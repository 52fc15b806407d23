package dev.tidewright.core.requests.usage;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What all containers of a cluster used, and which autoscalers that is for.
///
/// Usage is kept by namespace, labels and container name, so that it outlives pods; an autoscaler sees the usage of all
/// label sets that its selector matches. Autoscalers, pods and samples may come in any order. Not thread-safe.
///
/// Source: `pkg/recommender/model/cluster.go` of the Vertical Pod Autoscaler, whose answers this gives; its loops over
/// all pods or all autoscalers are look-ups here.
public final class UsageModel {
    /// A clock that is behind by no more than this was not set back.
    private static final Duration JITTER = Duration.ofMinutes(1);

    private final AggregationSettings settings;
    private final HistogramShape cpu;
    private final HistogramShape memory;
    private final MemoryRules rules;
    private final SortedMap<String, Space> spaces = new TreeMap<>();
    private int series;
    private Instant latest = Instant.EPOCH;

    public UsageModel(AggregationSettings settings) {
        this.settings = settings;
        this.cpu = settings.cpuShape();
        this.memory = settings.memoryShape();
        this.rules = MemoryRules.of(settings);
    }

    public AggregationSettings settings() {
        return settings;
    }

    private Space space(String namespace) {
        return spaces.computeIfAbsent(namespace, any -> new Space(this));
    }

    private Optional<Scope> scope(String namespace, String vpa) {
        Space space = spaces.get(namespace);
        return space == null ? Optional.empty() : Optional.ofNullable(space.scopes.get(vpa));
    }

    /// Takes in an autoscaler, or its new form. One whose selector changed starts anew, without its checkpoints.
    ///
    /// @param selector which pods its target has
    public void watch(VerticalPodAutoscaler vpa, LabelSelector selector) {
        Space space = space(vpa.meta().namespace());
        Scope scope = space.scopes.get(vpa.meta().name());
        if (scope != null && !scope.selector.equals(selector)) {
            space.remove(scope);
            scope = null;
        }
        if (scope == null) {
            scope = new Scope(vpa, selector);
            space.add(scope);
        }
        scope.vpa = vpa;
        if (settings.perAutoscaler()) {
            scope.sets.forEach(this::renewRules);
        }
    }

    /// Forgets an autoscaler and what was loaded for it; the usage of its pods stays.
    public void unwatch(String namespace, String vpa) {
        scope(namespace, vpa).ifPresent(scope -> {
            space(namespace).remove(scope);
            if (settings.perAutoscaler()) {
                scope.sets.forEach(this::renewRules);
            }
        });
    }

    private void renewRules(LabelSet set) {
        for (Series one = set.firstSeries; one != null; one = one.next) {
            one.rules = rules(set, one.container);
        }
    }

    /// The rules of the autoscaler that came last, where policies may set them.
    MemoryRules rules(LabelSet set, String container) {
        if (!settings.perAutoscaler() || set.scopes.isEmpty()) {
            return rules;
        }
        return set.scopes
                .getLast()
                .vpa
                .spec()
                .policyOf(container)
                .map(rules::with)
                .orElse(rules);
    }

    ContainerUsage newUsage() {
        return new ContainerUsage(cpu, memory);
    }

    void counted(int more) {
        series += more;
    }

    /// Takes in a pod, or its new form. After a change of labels samples count with those of the new ones.
    public void add(Pod pod) {
        Space space = space(pod.meta().namespace());
        MeasuredPod measured = space.pods.get(pod.meta().name());
        if (measured == null) {
            measured = new MeasuredPod(space.set(pod.meta().labels()));
            measured.set.add(measured);
            space.pods.put(pod.meta().name(), measured);
        } else if (!measured.set.labels.equals(pod.meta().labels())) {
            relabel(measured, space.set(pod.meta().labels()));
        }
        addContainers(pod, measured);
        measured.activate(!pod.status().isOver());
    }

    private void relabel(MeasuredPod pod, LabelSet set) {
        boolean active = pod.active;
        pod.activate(false);
        pod.set.remove(pod);
        set.add(pod);
        for (MeasuredContainer one = pod.firstContainer; one != null; one = one.next) {
            one.series = set.series(one.name());
        }
        pod.activate(active);
    }

    private void addContainers(Pod pod, MeasuredPod measured) {
        for (Container container : pod.spec().containers()) {
            addContainer(container.name(), measured);
        }
        if (settings.sidecars()) {
            for (Container container : pod.spec().initContainers()) {
                if (container.restartsAlways()) {
                    addContainer(container.name(), measured);
                }
            }
        }
    }

    private void addContainer(String name, MeasuredPod pod) {
        if (pod.find(name) != null) {
            return;
        }
        var added = new MeasuredContainer(pod, pod.set.series(name));
        added.next = pod.firstContainer;
        pod.firstContainer = added;
        added.series.active += pod.active ? 1 : 0;
    }

    /// Forgets a pod; its usage stays until it expires.
    public void remove(String namespace, String pod) {
        Space space = space(namespace);
        MeasuredPod removed = space.pods.remove(pod);
        if (removed != null) {
            removed.activate(false);
            removed.set.remove(removed);
        }
    }

    /// Where samples of a container go; empty where its pod was not taken in.
    public Optional<MeasuredContainer> container(String namespace, String pod, String container) {
        Space space = spaces.get(namespace);
        MeasuredPod found = space == null ? null : space.pods.get(pod);
        return found == null ? Optional.empty() : Optional.ofNullable(found.find(container));
    }

    /// By container name, what the pods of an autoscaler used; empty where it is not watched.
    public SortedMap<String, ContainerUsage> usage(String namespace, String vpa) {
        return scope(namespace, vpa).map(scope -> scope.usage(this)).orElse(Collections.emptySortedMap());
    }

    /// How many pods the selector of an autoscaler matches.
    public int pods(String namespace, String vpa) {
        return scope(namespace, vpa).map(Scope::pods).orElse(0);
    }

    /// By container name, what to store for an autoscaler. The memory peaks of windows that are still open are left
    /// out.
    public SortedMap<String, UsageCheckpoint> checkpoints(String namespace, String vpa, Instant now) {
        SortedMap<String, UsageCheckpoint> checkpoints = new TreeMap<>();
        scope(namespace, vpa).ifPresent(scope -> {
            SortedMap<String, ContainerUsage> merged = scope.usage(this);
            for (LabelSet set : scope.sets) {
                subtractOpenPeaks(set, merged, now.toEpochMilli());
            }
            merged.forEach((container, usage) -> checkpoints.put(container, usage.checkpoint()));
        });
        return checkpoints;
    }

    private static void subtractOpenPeaks(LabelSet set, SortedMap<String, ContainerUsage> merged, long nowMillis) {
        for (MeasuredPod pod = set.firstPod; pod != null; pod = pod.next) {
            for (MeasuredContainer one = pod.firstContainer; one != null; one = one.next) {
                ContainerUsage usage = merged.get(one.name());
                if (usage != null) {
                    one.subtractOpenPeak(usage, nowMillis);
                }
            }
        }
    }

    /// Goes on from a checkpoint of a container of an autoscaler that is watched; loads all of it or nothing.
    ///
    /// @return why it was refused; empty where it was loaded
    public Optional<String> load(VerticalPodAutoscalerCheckpoint checkpoint, Instant now) {
        Optional<Scope> scope = scope(checkpoint.meta().namespace(), checkpoint.autoscaler());
        if (scope.isEmpty() || checkpoint.container().isEmpty()) {
            return Optional.of("for container '" + checkpoint.container() + "' of autoscaler '"
                    + checkpoint.autoscaler() + "', which there is not");
        }
        Optional<String> refusal = new CheckpointTrust(settings, now).refusal(checkpoint);
        if (refusal.isPresent()) {
            return refusal;
        }
        ContainerUsage usage = ContainerUsage.of(cpu, memory, checkpoint.usage());
        if (usage.lastMillis() > now.plus(JITTER).toEpochMilli()) {
            usage.moveBy(now.toEpochMilli() - usage.lastMillis());
        }
        scope.get().loaded.put(checkpoint.container(), usage);
        return Optional.empty();
    }

    /// Tells the time. Where the clock was set back since the last time, what was measured ahead of now is made as much
    /// older; else new samples would be refused, or weigh nothing beside those, until the clock catches up.
    ///
    /// @return by how much the clock was set back; zero where it was not
    public Duration settle(Instant now) {
        Duration back = Duration.between(now, latest);
        latest = now;
        if (back.compareTo(JITTER) <= 0) {
            return Duration.ZERO;
        }
        for (Space space : spaces.values()) {
            space.sets().forEach(set -> set.moveBack(back.toMillis(), now.toEpochMilli()));
            space.scopes.values().forEach(scope -> scope.moveBack(back.toMillis(), now.toEpochMilli()));
        }
        return back;
    }

    /// Forgets usage whose last sample is a whole memory window old, and usage without samples and without pods.
    public void expire(Instant now) {
        for (Space space : spaces.values()) {
            series -= space.expire(now.toEpochMilli());
        }
    }

    /// How many kinds of container (by namespace, labels and name) usage is kept of.
    public int series() {
        return series;
    }
}
