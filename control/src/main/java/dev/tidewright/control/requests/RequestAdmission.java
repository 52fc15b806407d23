package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.requests.admission.AdmissionDecision;
import dev.tidewright.core.requests.admission.AdmissionSettings;
import dev.tidewright.core.requests.admission.Candidate;
import dev.tidewright.core.requests.admission.PodAdmission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What new pods get, as a mutating webhook: a world asks it of each pod before it is stored. Not thread-safe.
public final class RequestAdmission implements UnaryOperator<Pod> {
    private static final int MAX_SPECS = 1 << 12;

    private final Cluster cluster;
    private final AdmissionSettings settings;
    private final Targets targets;
    private final Autoscalers autoscalers;
    /// Pods of one template that get the same go on sharing one spec. Forgets those asked for first.
    private final Map<Sized, PodSpec> shared = new LinkedHashMap<>();

    private record Sized(PodSpec spec, List<Container> containers) {}

    public RequestAdmission(Cluster cluster, RequestScalingFlags flags) {
        this.cluster = cluster;
        this.settings = flags.admission();
        this.targets = new Targets(cluster);
        this.autoscalers = new Autoscalers(cluster, targets);
    }

    @Override
    public Pod apply(Pod pod) {
        List<Candidate> candidates = autoscalers.candidates(pod);
        if (candidates.isEmpty()) {
            return pod;
        }
        Pod patched = decide(pod, candidates).patched();
        return patched.with(shared(pod.spec(), patched.spec()));
    }

    /// The decision of [#apply], with its reasons.
    public AdmissionDecision decide(Pod pod) {
        return decide(pod, autoscalers.candidates(pod));
    }

    private AdmissionDecision decide(Pod pod, List<Candidate> candidates) {
        return PodAdmission.decide(pod, targets.top(pod), candidates, cluster.list(LimitRange.class), settings);
    }

    private PodSpec shared(PodSpec before, PodSpec after) {
        if (after.equals(before)) {
            return before;
        }
        if (shared.size() >= MAX_SPECS) {
            shared.remove(shared.keySet().iterator().next());
        }
        return shared.computeIfAbsent(new Sized(before, after.containers()), first -> after);
    }
}
