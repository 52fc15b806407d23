package dev.tidewright.core.nodes.down;

import java.util.Optional;
import java.util.OptionalInt;

/// The controllers that pods belong to.
@FunctionalInterface
public interface Owners {
    /// The controller, if it exists. One of a kind that cannot be looked up counts as existing.
    Optional<Owner> find(String kind, String namespace, String name);

    /// One controller.
    ///
    /// @param wanted `spec.replicas`; empty where the kind has none or it is unset
    record Owner(OptionalInt wanted) {
        public static final Owner WITHOUT_REPLICAS = new Owner(OptionalInt.empty());
    }

    /// Takes every controller for present, as upstream does where it only sorts.
    Owners ALL_PRESENT = (kind, namespace, name) -> Optional.of(Owner.WITHOUT_REPLICAS);
}
