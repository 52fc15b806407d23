package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.admission.AdmissionDecision;
import dev.tidewright.core.requests.capping.WantedResources;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing to do to one pod.
public sealed interface UpdateAction {
    Pod pod();

    Explanation why();

    /// Give its containers other resources while they run; once that is granted, write the annotations.
    ///
    /// @param wanted  one entry a container
    /// @param set     annotations to set
    /// @param dropped annotations to take away
    record Resize(
            Pod pod, List<WantedResources> wanted, SortedMap<String, String> set, List<String> dropped, Explanation why)
            implements UpdateAction {
        /// Says on the pod that it was resized in place.
        public static final String IN_PLACE_UPDATED = "vpaInPlaceUpdated";

        public Resize {
            wanted = List.copyOf(wanted);
            set = Sorted.copyOf(set);
            dropped = List.copyOf(dropped);
        }

        /// The pod with its new resources.
        public Pod resized() {
            return AdmissionDecision.resized(pod, wanted);
        }

        /// A pod's annotations as they are to be.
        public SortedMap<String, String> annotations(Map<String, String> before) {
            Map<String, String> after = new TreeMap<>(before);
            after.putAll(set);
            dropped.forEach(after::remove);
            return Sorted.copyOf(after);
        }
    }

    /// Ask for it to be replaced; its successor is born with other resources.
    record Evict(Pod pod, Explanation why) implements UpdateAction {}

    /// What became of an action.
    enum Answer {
        DONE,
        /// Refused, for now or for good: an eviction by a budget, a resize by whoever checks it.
        REFUSED,
        /// Refused because the pod's node is too small (`NodeCapacity`).
        INFEASIBLE
    }
}
