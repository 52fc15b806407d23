package dev.tidewright.control.requests;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.requests.capping.WantedResources;
import dev.tidewright.core.requests.update.UpdateAction;
import dev.tidewright.core.requests.update.UpdateAction.Answer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Carries out what a pass of the updater wants, with the events and the journal entries that tell of it.
record UpdateActs(Cluster cluster, RequestJournal journal) {
    Answer carryOut(ObjectKey vpa, UpdateAction action) {
        return switch (action) {
            case UpdateAction.Resize resize -> resize(vpa, resize);
            case UpdateAction.Evict evict -> evict(vpa, evict);
        };
    }

    private Answer resize(ObjectKey vpa, UpdateAction.Resize resize) {
        ObjectKey pod = resize.pod().key();
        Answer answer = answer(cluster.apply(new Change.Resize(pod, amounts(resize.wanted()), 0)));
        if (answer == Answer.DONE) {
            cluster.apply(new Change.Annotate(pod, resize.set(), resize.dropped()));
            emit(pod, "InPlaceResizedByVPA", "Pod was resized in place by VPA Updater.");
            journal.tell(pod, "resize", resize.why(), vpa, pod);
        }
        return answer;
    }

    private static SortedMap<String, ContainerResources> amounts(List<WantedResources> wanted) {
        SortedMap<String, ContainerResources> amounts = new TreeMap<>();
        for (WantedResources one : wanted) {
            if (!one.set().isEmpty()) {
                amounts.put(one.container(), one.set());
            }
        }
        return amounts;
    }

    private Answer evict(ObjectKey vpa, UpdateAction.Evict evict) {
        ObjectKey pod = evict.pod().key();
        Answer answer = answer(cluster.apply(new Change.Evict(pod, Optional.empty())));
        if (answer == Answer.DONE) {
            emit(pod, "EvictedByVPA", "Pod was evicted by VPA Updater to apply resource recommendation.");
            emit(vpa, "EvictedPod", "VPA Updater evicted Pod " + pod.name() + " to apply resource recommendation.");
            journal.tell(pod, "evict", evict.why(), vpa, pod);
        }
        return answer;
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied applied -> Answer.DONE;
            case Outcome.Overtaken overtaken -> Answer.REFUSED;
            case Outcome.Refused(String reason) ->
                reason.contains(Change.Resize.NODE_TOO_SMALL) ? Answer.INFEASIBLE : Answer.REFUSED;
        };
    }

    private void emit(ObjectKey about, String reason, String message) {
        cluster.apply(new Change.Emit(about, "Normal", reason, message));
    }
}
