package dev.tidewright.apiserver.schemas;

import java.util.Optional;

/// Where the schema of a kind is found.
@FunctionalInterface
public interface Schemas {
    /// Empty where this version of the kind is not served (any more). A served kind that nobody described has
    /// [Schema#ANYTHING].
    ///
    /// @param apiVersion e.g. `apps/v1`
    Optional<Schema> find(String apiVersion, String kind);

    /// Kubernetes' own kinds, as the table in this package's resources says.
    static Schemas builtIn() {
        return SchemaTable.BUILT_IN;
    }
}
