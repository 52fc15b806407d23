/// OpenAPI documents: upstream's for built-in kinds, made from their definitions for custom ones.
///
/// Knows resources and definitions; nothing of objects, storage or HTTP connections.
@NullMarked
package dev.tidewright.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
