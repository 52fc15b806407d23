package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Who controls the pods of a case.
record Controllers(SortedMap<String, String> tops, Optional<Fields> selectors) {
    static Controllers of(Fields body) {
        return new Controllers(body.texts("controllers"), body.mapping("selectors"));
    }

    /// The top-most controller of a pod.
    Optional<ObjectKey> top(Pod pod) {
        return pod.meta().controller().map(owner -> {
            String direct = owner.kind() + "/" + owner.name();
            String[] top = tops.getOrDefault(direct, direct).split("/", 2);
            return new ObjectKey(top[0], pod.meta().namespace(), top[1]);
        });
    }

    Candidate candidate(Fields.Item vpa) {
        VerticalPodAutoscaler read = VerticalAutoscalerDocuments.stored(vpa.document());
        return candidate(read);
    }

    Candidate candidate(VerticalPodAutoscaler vpa) {
        String name = vpa.meta().name();
        boolean known = selectors.filter(all -> all.document(name).isPresent()).isPresent();
        return new Candidate(
                vpa, known ? selectors.map(all -> new LabelSelector(all.texts(name), List.of())) : Optional.empty());
    }
}
