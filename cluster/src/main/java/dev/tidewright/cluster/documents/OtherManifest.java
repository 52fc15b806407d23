package dev.tidewright.cluster.documents;

/// An object of a kind that has no typed form here, kept as it was written.
///
/// @param namespace empty where none was written
public record OtherManifest(String apiVersion, String kind, String namespace, String name, Document document) {}
