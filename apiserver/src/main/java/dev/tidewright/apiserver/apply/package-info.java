/// Who owns which field of an object: `managedFields`, kept through writes, and server-side apply.
///
/// Knows trees and schemas; nothing of requests or storage.
@NullMarked
package dev.tidewright.apiserver.apply;

import org.jspecify.annotations.NullMarked;
