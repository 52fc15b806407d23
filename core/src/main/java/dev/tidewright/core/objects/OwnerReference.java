package dev.tidewright.core.objects;

/// The object that owns another, as in `metadata.ownerReferences`.
///
/// @param apiVersion e.g. `apps/v1`
/// @param controller whether this owner manages the object (at most one does)
public record OwnerReference(String apiVersion, String kind, String name, String uid, boolean controller) {}
