/// What a client should be told about a change that the API server accepts: a letter that does nothing, or harms. Each
/// warning says what happens and what to write instead. Refuses nothing, changes nothing.
@NullMarked
package dev.tidewright.apiserver.warnings;

import org.jspecify.annotations.NullMarked;
