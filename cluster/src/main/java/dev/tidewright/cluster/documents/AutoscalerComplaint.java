package dev.tidewright.cluster.documents;

/// What the API server holds against a HorizontalPodAutoscaler.
///
/// @param type   `FieldValueRequired`, `FieldValueInvalid`, `FieldValueNotSupported` or `FieldValueForbidden`
/// @param field  path from the top, e.g. `spec.metrics[0].resource.name`
/// @param detail in the API server's words; may be empty
public record AutoscalerComplaint(Place place, String type, String field, String detail) {}
