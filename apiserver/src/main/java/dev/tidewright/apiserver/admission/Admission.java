package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.CustomKinds;
import java.time.InstantSource;
import java.util.List;

/// What the API server does to an object between its arrival and the store: decode, default, admit, validate.
///
/// Safe for many threads, as far as [Neighbours] is.
public final class Admission {
    public Admission(CustomKinds kinds, Neighbours neighbours, InstantSource clock) {}

    /// @throws ApiError where the object is refused: 400 for what cannot be read, 403 for what is forbidden, 422 for
    ///                  what is invalid
    public Admitted admit(AdmissionRequest request) {
        return new Admitted(request.tree().deepCopy(), List.of());
    }
}
