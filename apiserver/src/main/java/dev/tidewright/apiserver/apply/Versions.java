package dev.tidewright.apiserver.apply;

import tools.jackson.databind.node.ObjectNode;

/// Converts an object between the versions of its kind: owners keep their fields in the version they wrote.
@FunctionalInterface
public interface Versions {
    /// Versions that differ in their name only.
    Versions SAME_FIELDS = (object, apiVersion) -> object.deepCopy().put("apiVersion", apiVersion);

    /// `object` in another version; `object` stays as it is.
    ObjectNode convert(ObjectNode object, String apiVersion);
}
