package dev.tidewright.core.nodes.up;

import java.util.List;

/// How the expanders chose: each narrows what the one before it left.
///
/// @param steps    what each expander that was asked kept
/// @param best     what remained; the first is taken
/// @param warnings what an operator should mend in the priority expander's configuration
public record Choice(List<Step> steps, List<Option> best, List<Warning> warnings) {
    /// One expander and the groups it kept.
    public record Step(String expander, List<String> kept) {
        public Step {
            kept = List.copyOf(kept);
        }
    }

    /// An event on the priority expander's ConfigMap.
    public record Warning(String reason, String message) {}

    public Choice {
        steps = List.copyOf(steps);
        best = List.copyOf(best);
        warnings = List.copyOf(warnings);
    }
}
