package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import java.util.List;
import java.util.function.Consumer;

/// How a client wants to write.
///
/// @param dryRun     answer as if, and change nothing
/// @param manager    who owns the fields: `fieldManager`, or the first word of the user agent
/// @param duplicates fields that the body holds more than once
/// @param warnings   told of each warning for the client
public record WriteOptions(
        boolean dryRun,
        String manager,
        FieldValidation validation,
        List<String> duplicates,
        Consumer<String> warnings) {
    public WriteOptions {
        duplicates = List.copyOf(duplicates);
    }
}
