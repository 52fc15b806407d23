package dev.tidewright.cluster;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The cluster as the control loops see it. Reads answer from memory and never wait; `ClusterContract` holds every
/// world to these words.
public interface Cluster {
    /// The object, if it is of the wanted type and exists.
    <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type);

    /// Whether objects of this type can be had at all: a real cluster may not have the kind, or nobody asked for it.
    default boolean knows(Class<? extends KubeObject> type) {
        return true;
    }

    /// All objects of a type, sorted by namespace and name.
    <T extends KubeObject> List<T> list(Class<T> type);

    /// The pods of a namespace that `selector` selects, sorted by name; every phase, terminating ones too.
    List<Pod> pods(String namespace, LabelSelector selector);

    /// The pods bound to a node, sorted by namespace and name.
    List<Pod> podsOn(String node);

    /// Makes one change, if the object is still at the version the decision was made from.
    Outcome apply(Change change);

    /// Hands each event to `listener`, one at a time and in version order, until closed.
    Subscription subscribe(Consumer<ClusterEvent> listener);

    /// What happened to an object.
    record ClusterEvent(Type type, KubeObject object) {
        /// Added, changed or gone.
        public enum Type {
            ADDED,
            MODIFIED,
            DELETED
        }
    }

    /// Ends a subscription.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /// What became of a change. Expected in daily life, so a value and not an exception.
    sealed interface Outcome {
        record Applied(long version) implements Outcome {}

        /// Another writer came first. Look again and decide again; never resend the old answer.
        record Overtaken() implements Outcome {}

        /// @param reason in the API server's words
        record Refused(String reason) implements Outcome {}
    }
}
