package dev.tidewright.core.objects;

/// A taint that a pod bears.
///
/// @param key      empty with [Operator#EXISTS] tolerates every taint
/// @param effect   `NoSchedule`, `PreferNoSchedule`, `NoExecute`; empty for all
public record Toleration(String key, Operator operator, String value, String effect) {
    /// How the value is compared.
    public enum Operator {
        EQUAL,
        EXISTS
    }
}
