/// How the fields of a kind merge: what is one value, what is a set, which keys name a list's items.
///
/// Knows documents and no requests: a table for Kubernetes' own kinds, a reader of OpenAPI schemas for custom ones.
@NullMarked
package dev.tidewright.apiserver.schemas;

import org.jspecify.annotations.NullMarked;
