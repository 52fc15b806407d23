package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.ObjectKey;
import java.util.Optional;

/// What is known of those who make pods.
@FunctionalInterface
public interface Creators {
    /// How many replicas a creator wants (of a DaemonSet: has ready); empty where it does not exist.
    Optional<Integer> replicas(ObjectKey creator);
}
