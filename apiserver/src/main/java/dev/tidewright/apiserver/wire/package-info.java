/// Built-in kinds as they travel: which fields they have, of which Go types, and what is left out when empty.
///
/// Knows types only; nothing of what values mean.
@NullMarked
package dev.tidewright.apiserver.wire;

import org.jspecify.annotations.NullMarked;
