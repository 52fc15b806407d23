package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.KubeObject;
import java.util.Optional;

/// Hears of each change at once, inside the write that makes it. For actors that keep an index: they may look, and
/// plan work on the timeline, but not write.
///
/// @param <T> the kind of object
@FunctionalInterface
public interface Watcher<T extends KubeObject> {
    /// @param before empty for a new object
    /// @param after  empty for one that is gone
    void changed(Optional<T> before, Optional<T> after);
}
