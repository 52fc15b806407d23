/// What the API server answers besides objects: `Status` with a reason and causes, in upstream's words.
@NullMarked
package dev.tidewright.apiserver.answers;

import org.jspecify.annotations.NullMarked;
