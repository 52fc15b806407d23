/// What clients see of an object: its document, in the version they speak, with what a kubelet would have told.
/// Knows no HTTP and changes nothing.
@NullMarked
package dev.tidewright.apiserver.rendering;

import org.jspecify.annotations.NullMarked;
