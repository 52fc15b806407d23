/// What a patch makes of a document: JSON Patch, JSON merge patch, and Kubernetes' strategic merge patch.
///
/// Knows trees and schemas; nothing of requests, storage or who owns a field.
@NullMarked
package dev.tidewright.apiserver.patch;

import org.jspecify.annotations.NullMarked;
