package dev.tidewright.core.pods;

/// An object named within the namespace of the one that names it (`CrossVersionObjectReference`).
///
/// @param apiVersion empty where none is given
public record ObjectReference(String apiVersion, String kind, String name) {
    /// The API group: `apps` of `apps/v1`, empty for the core group.
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// Whether the version has more parts than a group and a version.
    public boolean hasMalformedVersion() {
        return apiVersion.indexOf('/') != apiVersion.lastIndexOf('/');
    }
}
