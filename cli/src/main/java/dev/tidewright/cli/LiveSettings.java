package dev.tidewright.cli;

import dev.tidewright.control.pods.PodScalingFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a real cluster is run.
///
/// @param takesOver  act at once, even where another controller wrote a moment ago: the operator has switched it off
/// @param namespaces that are looked at; empty for all
/// @param journal    where each decision is written
/// @param lease      `namespace/name` of the Lease that the leader holds; empty: this process is alone
/// @param identity   of this process among those that may lead
public record LiveSettings(
        Mode mode,
        boolean takesOver,
        List<String> namespaces,
        PodScalingFlags pods,
        Optional<Path> journal,
        Optional<String> lease,
        String identity) {
    /// Who acts.
    public enum Mode {
        /// The cluster's own controllers; Tidewright decides beside them and writes nothing.
        ADVISE,
        /// Tidewright, where no other controller does.
        OWN
    }

    public LiveSettings {
        namespaces = List.copyOf(namespaces);
    }
}
