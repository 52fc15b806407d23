package dev.tidewright.conformance;

import java.util.Optional;
import java.util.Set;

/// Plays cases of some kinds.
public interface Player {
    /// The kinds of case that it knows.
    Set<String> kinds();

    /// Empty where our answer is upstream's.
    Optional<Difference> play(Case one);
}
