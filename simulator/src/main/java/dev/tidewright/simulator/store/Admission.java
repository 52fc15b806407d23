package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.objects.Toleration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// What the API server adds to a new pod. Source: the DefaultTolerationSeconds plugin, 300 s each.
final class Admission {
    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final Duration BORNE = Duration.ofMinutes(5);
    private static final int MAX_SPECS = 1 << 14;

    /// Pods of one template share one spec, so they share the admitted one too. Never walked.
    private final IdentityHashMap<PodSpec, PodSpec> admitted = new IdentityHashMap<>();

    Pod admit(Pod pod) {
        if (admitted.size() >= MAX_SPECS) {
            admitted.clear();
        }
        PodSpec spec = admitted.computeIfAbsent(pod.spec(), Admission::withDefaults);
        admitted.putIfAbsent(spec, spec); // an admitted pod that is copied stays as it is
        return new Pod(pod.meta(), spec, pod.node(), PodStatus.PENDING);
    }

    private static PodSpec withDefaults(PodSpec spec) {
        List<Toleration> tolerations = new ArrayList<>(spec.tolerations());
        add(NOT_READY, tolerations);
        add(UNREACHABLE, tolerations);
        return tolerations.size() == spec.tolerations().size() ? spec : spec.withTolerations(tolerations);
    }

    private static void add(String key, List<Toleration> tolerations) {
        Taint taint = new Taint(key, "", "NoExecute");
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return;
            }
        }
        tolerations.add(new Toleration(key, Toleration.Operator.EXISTS, "", "NoExecute", Optional.of(BORNE)));
    }
}
