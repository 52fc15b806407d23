/// What becomes of an object on its way in: its fields checked, defaults filled in, validated, in upstream's words.
///
/// Knows kinds, schemas and what stands beside the object; nothing of storage, HTTP connections or patches.
@NullMarked
package dev.tidewright.apiserver.admission;

import org.jspecify.annotations.NullMarked;
