package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;

/// One recorded case.
///
/// @param kind as its file states it: `reconcile`, `calculator`, `part`, `predicates`, `scaleup`, …
/// @param name for reports, unique within its file
public record Case(String file, String kind, String name, Fields body) {}
