package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.admission.PodAdmission;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The containers that a pod had when it was admitted; others, such as injected sidecars, are not judged.
///
/// @param names empty where the annotation is missing or no list of names: then every container counts
record ObservedContainers(Optional<List<String>> names) {
    /// A DNS label, as container names are.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    static ObservedContainers of(Pod pod) {
        String text = pod.meta().annotations().get(PodAdmission.OBSERVED_CONTAINERS);
        if (text == null) {
            return new ObservedContainers(Optional.empty());
        }
        List<String> names = text.isEmpty() ? List.of() : List.of(text.split(", ", -1));
        boolean readable = names.stream().allMatch(name -> NAME.matcher(name).matches());
        return new ObservedContainers(readable ? Optional.of(names) : Optional.empty());
    }

    boolean includes(String container) {
        return names.isEmpty() || names.get().contains(container);
    }
}
