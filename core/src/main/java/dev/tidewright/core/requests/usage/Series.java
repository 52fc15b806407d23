package dev.tidewright.core.requests.usage;

import org.jspecify.annotations.Nullable;

/// Usage of the containers of one name in pods of one label set. Mutable; its fields belong to the model.
final class Series {
    final LabelSet set;
    final String container;
    final ContainerUsage usage;
    MemoryRules rules;
    /// Containers of pods that still run, or will.
    int active;
    /// Forgotten by the model; whoever still measures must ask for another.
    boolean expired;
    /// The next one of the same label set.
    @Nullable
    Series next;

    Series(LabelSet set, String container, ContainerUsage usage, MemoryRules rules) {
        this.set = set;
        this.container = container;
        this.usage = usage;
        this.rules = rules;
    }

    /// Whether nothing of it counts any more.
    boolean isObsolete(long nowMillis) {
        return (usage.samples() == 0 && active == 0) || usage.isExpired(nowMillis, rules.windowMillis());
    }
}
