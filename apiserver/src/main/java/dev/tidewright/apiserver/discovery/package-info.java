/// Tells clients what is served: aggregated and legacy discovery, the version, and APIService objects that mirror it.
///
/// Knows the registry of resources; nothing of objects, storage or HTTP connections.
@NullMarked
package dev.tidewright.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
