/// Kubernetes documents (YAML, JSON) and the one mapping between them and the typed objects. Every complaint names
/// file, line and field.
@NullMarked
package dev.tidewright.cluster.documents;

import org.jspecify.annotations.NullMarked;
