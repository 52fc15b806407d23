/// How recommendations reach running pods: which of them first, which in place, which by eviction, and which not now.
/// Pure: a pass hands out one action at a time and is told what became of it; who carries actions out is not known
/// here.
@NullMarked
package dev.tidewright.core.requests.update;

import org.jspecify.annotations.NullMarked;
