package dev.tidewright.core.requests.admission;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.StartupBoost;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.Cap;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.Capping;
import dev.tidewright.core.requests.capping.WantedResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides what a new pod gets. Pure: same inputs, same answer, same words.
///
/// Source: VPA's admission controller, `resource/pod/handler.go` and `resource/pod/patch`.
public final class PodAdmission {
    /// Says on the pod what was set and what held it back.
    public static final String UPDATES = "vpaUpdates";

    /// Names the containers that were there when the pod was admitted; others came later and are not scaled.
    public static final String OBSERVED_CONTAINERS = "vpaObservedContainers";

    private final Pod pod;
    private final VerticalPodAutoscaler vpa;
    private final AdmissionSettings settings;
    private final SortedMap<String, String> annotations = new TreeMap<>();
    private final List<String> updates = new ArrayList<>();

    private PodAdmission(Pod pod, VerticalPodAutoscaler vpa, AdmissionSettings settings) {
        this.pod = pod;
        this.vpa = vpa;
        this.settings = settings;
    }

    /// @param controller the top-most controller of the pod; empty for a pod that has none
    /// @param ranges     the LimitRanges there are
    public static AdmissionDecision decide(
            Pod pod,
            Optional<ObjectKey> controller,
            List<Candidate> candidates,
            List<LimitRange> ranges,
            AdmissionSettings settings) {
        Controlling controlling = Controlling.ofNew(pod, controller, candidates);
        if (controlling.vpa().isEmpty()) {
            return AdmissionDecision.unchanged(pod, Optional.empty(), controlling.why());
        }
        VerticalPodAutoscaler vpa = controlling.vpa().get();
        try {
            return new PodAdmission(pod, vpa, settings).decide(ranges, controlling.why());
        } catch (IllegalArgumentException e) { // the policy cannot be followed: the pod is better born unchanged
            Explanation why =
                    Explanation.because(String.valueOf(e.getMessage())).step(controlling.why());
            return AdmissionDecision.unchanged(pod, controlling.vpa(), why);
        }
    }

    private AdmissionDecision decide(List<LimitRange> ranges, Explanation controlling) {
        CappedRecommendation capped =
                vpa.status().recommendation().isPresent() ? Capping.of(vpa, pod, ranges) : CappedRecommendation.NONE;
        List<WantedResources> wanted = new ArrayList<>();
        for (WantedResources recommended : WantedResources.of(vpa, pod, capped, ranges)) {
            wanted.add(admit(wanted.size(), recommended));
        }
        if (!updates.isEmpty()) {
            annotations.put(
                    UPDATES, "Pod resources updated by " + vpa.meta().name() + ": " + String.join("; ", updates));
        }
        annotations.put(OBSERVED_CONTAINERS, observed());
        return new AdmissionDecision(pod, Optional.of(vpa), wanted, annotations, why(wanted, capped, controlling));
    }

    private String observed() {
        return String.join(
                ", ", pod.spec().containers().stream().map(Container::name).toList());
    }

    private WantedResources admit(int index, WantedResources recommended) {
        Container container = pod.spec().containers().get(index);
        WantedResources wanted = vpa.spec().updates().mode() == UpdatePolicy.Mode.OFF
                ? new WantedResources(container.name(), ContainerResources.NONE, List.of())
                : recommended;
        if (settings.startupBoost()) {
            if (vpa.spec()
                    .policyOf(container.name())
                    .filter(ContainerPolicy::isOff)
                    .isPresent()) {
                return new WantedResources(container.name(), ContainerResources.NONE, List.of());
            }
            Optional<StartupBoost.Cpu> boost = CpuBoost.of(vpa, container.name());
            if (boost.isPresent()) {
                wanted = new CpuBoost(vpa, settings.maxCpuBoost()).boosted(container, wanted, boost.get());
                annotations.put(CpuBoost.ANNOTATION + container.name(), CpuBoost.remembered(container));
            }
        }
        tell(index, container, wanted);
        return wanted;
    }

    /// Upstream's words; of a container without any resources also where none are set.
    private void tell(int index, Container container, WantedResources wanted) {
        if (wanted.set().isEmpty() && !container.resources().isEmpty()) {
            return;
        }
        List<String> said = new ArrayList<>(wanted.notes());
        wanted.set().requests().amounts().keySet().forEach(resource -> said.add(resource + " request"));
        wanted.set().limits().amounts().keySet().forEach(resource -> said.add(resource + " limit"));
        updates.add("container " + index + ": " + String.join(", ", said));
    }

    private Explanation why(List<WantedResources> wanted, CappedRecommendation capped, Explanation controlling) {
        Explanation why = Explanation.because("its requests follow the recommendation")
                .given("autoscaler", vpa.key())
                .step(controlling);
        for (WantedResources one : wanted) {
            if (!one.set().isEmpty()) {
                why = why.step(Explanation.because("resources of a container")
                        .given("container", one.container())
                        .given("had", words(pod.resourcesOf(one.container())))
                        .given("gets", words(one.set())));
            }
        }
        for (Cap cap : capped.caps()) {
            why = why.step(cap.why());
        }
        return why;
    }

    private static String words(ContainerResources resources) {
        String limits = resources.limits().amounts().isEmpty()
                ? ""
                : " limits " + resources.limits().amounts();
        return resources.requests().amounts() + limits;
    }
}
