/// What the API server fills in where an object leaves it out.
///
/// Knows what kinds mean; nothing of storage, HTTP connections or what stands beside the object.
@NullMarked
package dev.tidewright.apiserver.defaulting;

import org.jspecify.annotations.NullMarked;
