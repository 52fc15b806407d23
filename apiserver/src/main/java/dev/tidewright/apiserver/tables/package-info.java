/// Objects as tables, with upstream's columns: what `kubectl get` prints.
///
/// Knows kinds and the clock; nothing of storage or HTTP connections.
@NullMarked
package dev.tidewright.apiserver.tables;

import org.jspecify.annotations.NullMarked;
