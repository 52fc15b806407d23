package dev.tidewright.apiserver.admission;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What stands beside an object on its way in. Trees that are handed out are frozen.
public interface Neighbours {
    /// @param kind      as stored, e.g. `Namespace`, `PriorityClass`
    /// @param namespace empty where the kind is not namespaced
    Optional<ObjectNode> find(String kind, String namespace, String name);

    /// @param namespace empty for all namespaces
    List<ObjectNode> list(String kind, String namespace);
}
