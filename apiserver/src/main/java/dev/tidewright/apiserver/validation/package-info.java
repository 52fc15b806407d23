/// Whether an object may stand, field by field, in upstream's words.
///
/// Knows what kinds mean; nothing of storage, HTTP connections or who asks.
@NullMarked
package dev.tidewright.apiserver.validation;

import org.jspecify.annotations.NullMarked;
