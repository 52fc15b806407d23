/// Objects that are served in several versions: from the stored one to the asked one and back.
///
/// Knows kinds and their versions; nothing of storage or HTTP connections.
@NullMarked
package dev.tidewright.apiserver.conversion;

import org.jspecify.annotations.NullMarked;
