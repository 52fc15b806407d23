package dev.tidewright.core.pods;

/// What reading the target's scale gave.
public sealed interface ScaleAnswer {
    record Found(TargetScale scale) implements ScaleAnswer {}

    /// No scale.
    ///
    /// @param error in the API client's words
    record Unavailable(Fault fault, String error) implements ScaleAnswer {}

    /// Where the reading failed.
    enum Fault {
        /// The reference's `apiVersion` is not one.
        MALFORMED_VERSION("invalid API version in scale target reference: "),
        /// The cluster knows no such kind.
        UNKNOWN_KIND("unable to determine resource for scale target reference: "),
        /// The object is not there, or its scale could not be read.
        UNREADABLE("failed to query scale subresource for ");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// The fault of a reference that can be seen without asking anybody.
    static ScaleAnswer malformed(ObjectReference target) {
        return new Unavailable(Fault.MALFORMED_VERSION, "unexpected GroupVersion string: " + target.apiVersion());
    }

    /// The cluster has no kind of that group.
    static ScaleAnswer unknownKind(ObjectReference target) {
        return new Unavailable(
                Fault.UNKNOWN_KIND,
                "no matches for kind \"" + target.kind() + "\" in group \"" + target.group() + "\"");
    }
}
