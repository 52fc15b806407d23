package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import java.util.Optional;

/// A PodDisruptionBudget as draining looks at it.
///
/// @param selector empty where unset, which selects nothing
/// @param allowed  disruptions allowed now (`status.disruptionsAllowed`)
public record Budget(ObjectKey key, Optional<LabelSelector> selector, int allowed) {}
