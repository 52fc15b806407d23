package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One object that a client wants to be stored.
///
/// @param namespace   of the path; empty where the type is not namespaced
/// @param tree        as it would stand after the request: submitted, or made by a patch; it is not changed
/// @param old         as it stands; empty on creation
/// @param subresource `status`, `scale`, ..., or empty
/// @param duplicates  paths of fields that the body holds more than once, as [StrictJson] finds them
public record AdmissionRequest(
        ResourceType type,
        String namespace,
        ObjectNode tree,
        Optional<ObjectNode> old,
        String subresource,
        FieldValidation validation,
        List<String> duplicates) {

    /// The query parameter `fieldValidation`. Source: KEP-2885.
    public enum FieldValidation {
        STRICT,
        WARN,
        IGNORE;

        /// @param text as in the query; empty means `Warn`, as upstream's default
        public static Optional<FieldValidation> of(String text) {
            return switch (text) {
                case "Strict" -> Optional.of(STRICT);
                case "", "Warn" -> Optional.of(WARN);
                case "Ignore" -> Optional.of(IGNORE);
                default -> Optional.empty();
            };
        }
    }

    public AdmissionRequest {
        duplicates = List.copyOf(duplicates);
    }

    public static AdmissionRequest create(
            ResourceType type, String namespace, ObjectNode tree, FieldValidation validation) {
        return new AdmissionRequest(type, namespace, tree, Optional.empty(), "", validation, List.of());
    }

    public static AdmissionRequest update(
            ResourceType type, String namespace, ObjectNode tree, ObjectNode old, FieldValidation validation) {
        return new AdmissionRequest(type, namespace, tree, Optional.of(old), "", validation, List.of());
    }

    public AdmissionRequest of(String subresource) {
        return new AdmissionRequest(type, namespace, tree, old, subresource, validation, duplicates);
    }

    public AdmissionRequest withDuplicates(List<String> found) {
        return new AdmissionRequest(type, namespace, tree, old, subresource, validation, found);
    }
}
