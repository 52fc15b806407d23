package dev.tidewright.core.objects;

/// What keeps pods off a node unless they tolerate it.
///
/// @param effect `NoSchedule`, `PreferNoSchedule` or `NoExecute`
public record Taint(String key, String value, String effect) {}
