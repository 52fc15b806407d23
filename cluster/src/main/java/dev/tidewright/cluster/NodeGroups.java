package dev.tidewright.cluster;

import dev.tidewright.core.objects.Node;
import java.util.List;
import java.util.Optional;

/// The cloud's groups of equal machines. Calls may fail, hang until their time-out, or tell an old size. A call that
/// failed may have been carried out all the same, where only its answer was lost.
public interface NodeGroups {
    /// The groups as the cloud tells them now, in configuration order.
    Answer groups();

    /// Asks for the group to have `targetSize` machines, never less than it has now.
    Outcome increase(String group, int targetSize);

    /// Gives the named machines back and lowers the target size by as many.
    Outcome delete(String group, List<Node> nodes);

    /// Lowers the target size without touching machines: orders that never came are given up.
    Outcome decreaseTarget(String group, int targetSize);

    /// One group.
    ///
    /// @param template    what a new node will look like
    /// @param hourlyPrice of one machine, in the scenario's currency; empty where unknown
    record NodeGroup(
            String id,
            int minSize,
            int maxSize,
            int targetSize,
            boolean spot,
            Node template,
            Optional<Double> hourlyPrice,
            List<Instance> instances) {
        public NodeGroup {
            instances = List.copyOf(instances);
        }
    }

    /// One machine of a group, registered as a node or not yet.
    ///
    /// @param providerId equal to the node's, once it is registered
    /// @param error      why the cloud could not make it, e.g. `OUT_OF_RESOURCES`; empty where it could
    record Instance(String providerId, State state, String error) {
        /// A machine's place in its life.
        public enum State {
            CREATING,
            RUNNING,
            DELETING
        }
    }

    /// The groups, or why the cloud does not tell them.
    sealed interface Answer {
        record Groups(List<NodeGroup> items) implements Answer {
            public Groups {
                items = List.copyOf(items);
            }
        }

        record Failed(String reason) implements Answer {}

        /// The groups; none where the cloud does not tell.
        default List<NodeGroup> orNone() {
            return switch (this) {
                case Groups groups -> groups.items();
                case Failed failed -> List.of();
            };
        }
    }

    /// What the cloud said.
    sealed interface Outcome {
        record Accepted() implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }
}
