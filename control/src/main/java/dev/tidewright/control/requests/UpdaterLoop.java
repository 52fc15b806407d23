package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.Candidate;
import dev.tidewright.core.requests.admission.Controlling;
import dev.tidewright.core.requests.update.Held;
import dev.tidewright.core.requests.update.UpdateAction;
import dev.tidewright.core.requests.update.UpdateMemory;
import dev.tidewright.core.requests.update.UpdatePass;
import dev.tidewright.core.requests.update.UpdateView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings recommendations to running pods: every `--updater-interval` and autoscaler one pass, in place first where the
/// update mode says so, else by eviction. Not thread-safe: a runtime runs one key at a time.
public final class UpdaterLoop implements Reconciler {
    /// The loop's name in journals and metrics.
    public static final String NAME = "updater";

    private final Cluster cluster;
    private final InstantSource clock;
    private final RequestScalingFlags flags;
    private final Targets targets;
    private final Autoscalers autoscalers;
    private final UpdateActs acts;
    private final Map<ObjectKey, UpdateMemory> memories = new LinkedHashMap<>();
    private final Map<ObjectKey, List<Held>> held = new LinkedHashMap<>();

    public UpdaterLoop(Cluster cluster, Journal journal, InstantSource clock, RequestScalingFlags flags) {
        this.cluster = cluster;
        this.clock = clock;
        this.flags = flags;
        this.targets = new Targets(cluster);
        this.autoscalers = new Autoscalers(cluster, targets);
        this.acts = new UpdateActs(cluster, new RequestJournal(journal, clock));
    }

    /// Has `runtime` drive the loop for all autoscalers there are and will be, each first after one interval.
    public static Subscription start(LoopRuntime runtime, Cluster cluster, Journal journal, RequestScalingFlags flags) {
        var loop = new UpdaterLoop(cluster, journal, runtime.clock(), flags);
        return EachAutoscaler.drive(runtime, cluster, NAME, loop, flags.updaterInterval());
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<VerticalPodAutoscaler> vpa = cluster.get(key, VerticalPodAutoscaler.class);
        if (vpa.isEmpty()) {
            memories.remove(key);
            held.remove(key);
            return Outcome.DONE;
        }
        pass(key, vpa.get());
        return Outcome.again(flags.updaterInterval());
    }

    /// The pods that the last pass left as they were, and why.
    public List<Held> held(ObjectKey vpa) {
        return held.getOrDefault(vpa, List.of());
    }

    private void pass(ObjectKey key, VerticalPodAutoscaler vpa) {
        var pass = new UpdatePass(new UpdateView(
                vpa,
                controlled(vpa),
                targets,
                cluster.list(LimitRange.class),
                flags.updates(),
                memories.getOrDefault(key, UpdateMemory.NONE),
                clock.instant()));
        for (Optional<UpdateAction> next = pass.next(); next.isPresent(); next = pass.next()) {
            pass.tell(acts.carryOut(key, next.get()));
        }
        memories.put(key, pass.memory());
        held.put(key, pass.held());
    }

    /// The live pods that this autoscaler controls, and no other.
    private List<Pod> controlled(VerticalPodAutoscaler vpa) {
        List<Candidate> candidates = autoscalers.candidates(Targets.targetOf(vpa));
        Optional<Candidate> own = candidates.stream()
                .filter(each -> each.vpa().key().equals(vpa.key()))
                .findFirst();
        List<Pod> pods = new ArrayList<>();
        own.flatMap(Candidate::selector).ifPresent(selector -> {
            for (Pod pod : cluster.pods(vpa.meta().namespace(), selector)) {
                if (isLive(pod) && isControlled(pod, vpa, candidates)) {
                    pods.add(pod);
                }
            }
        });
        return pods;
    }

    private static boolean isLive(Pod pod) {
        return pod.node().isPresent() && !pod.isTerminating() && !pod.status().isOver();
    }

    private boolean isControlled(Pod pod, VerticalPodAutoscaler vpa, List<Candidate> candidates) {
        return Controlling.of(pod, targets.top(pod), candidates)
                .vpa()
                .filter(best -> best.key().equals(vpa.key()))
                .isPresent();
    }
}
