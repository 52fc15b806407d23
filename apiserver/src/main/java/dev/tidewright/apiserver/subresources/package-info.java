/// What stands under an object's path and is no part of it: its scale, its eviction, its binding, its log. Knows no
/// HTTP.
@NullMarked
package dev.tidewright.apiserver.subresources;

import org.jspecify.annotations.NullMarked;
