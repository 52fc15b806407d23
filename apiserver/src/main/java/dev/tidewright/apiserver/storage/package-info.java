/// The API's verbs on the virtual world's store: what a client may read and write, and what becomes of it. Knows no
/// HTTP.
@NullMarked
package dev.tidewright.apiserver.storage;

import org.jspecify.annotations.NullMarked;
