/// Drives the loops on the wall's clock. Knows nothing of what a loop does.
@NullMarked
package dev.tidewright.kubernetes.runtime;

import org.jspecify.annotations.NullMarked;
